# Text in the manner of a disassembler: an enum and a switch on it, an interface
# with code, an annotation type with defaults, nested try ranges, literals.
.class public final enum Lorg/avow/fix/Mode;
.super Ljava/lang/Enum;
.source "Mode.java"


# annotations
.annotation system Ldalvik/annotation/MemberClasses;
    value = {
        Lorg/avow/fix/Mode$1;
    }
.end annotation

.annotation system Ldalvik/annotation/Signature;
    value = {
        "Ljava/lang/Enum<",
        "Lorg/avow/fix/Mode;",
        ">;"
    }
.end annotation


# static fields
.field private static final synthetic $VALUES:[Lorg/avow/fix/Mode;

.field public static final enum FAST:Lorg/avow/fix/Mode;

.field public static final enum SLOW:Lorg/avow/fix/Mode;


# direct methods
.method static constructor <clinit>()V
    .locals 4

    .line 4
    new-instance v0, Lorg/avow/fix/Mode;

    const-string v1, "FAST"

    const/4 v2, 0x0

    invoke-direct {v0, v1, v2}, Lorg/avow/fix/Mode;-><init>(Ljava/lang/String;I)V

    sput-object v0, Lorg/avow/fix/Mode;->FAST:Lorg/avow/fix/Mode;

    .line 5
    new-instance v1, Lorg/avow/fix/Mode;

    const-string v2, "SLOW"

    const/4 v3, 0x1

    invoke-direct {v1, v2, v3}, Lorg/avow/fix/Mode;-><init>(Ljava/lang/String;I)V

    sput-object v1, Lorg/avow/fix/Mode;->SLOW:Lorg/avow/fix/Mode;

    filled-new-array {v0, v1}, [Lorg/avow/fix/Mode;

    move-result-object v0

    sput-object v0, Lorg/avow/fix/Mode;->$VALUES:[Lorg/avow/fix/Mode;

    return-void
.end method

.method private constructor <init>(Ljava/lang/String;I)V
    .locals 0
    .annotation system Ldalvik/annotation/Signature;
        value = {
            "()V"
        }
    .end annotation

    .line 3
    invoke-direct {p0, p1, p2}, Ljava/lang/Enum;-><init>(Ljava/lang/String;I)V

    return-void
.end method

.method public static valueOf(Ljava/lang/String;)Lorg/avow/fix/Mode;
    .locals 1
    .param p0, "name"    # Ljava/lang/String;

    .line 3
    const-class v0, Lorg/avow/fix/Mode;

    invoke-static {v0, p0}, Ljava/lang/Enum;->valueOf(Ljava/lang/Class;Ljava/lang/String;)Ljava/lang/Enum;

    move-result-object v0

    check-cast v0, Lorg/avow/fix/Mode;

    return-object v0
.end method

.method public static values()[Lorg/avow/fix/Mode;
    .locals 1

    .line 3
    sget-object v0, Lorg/avow/fix/Mode;->$VALUES:[Lorg/avow/fix/Mode;

    invoke-virtual {v0}, [Lorg/avow/fix/Mode;->clone()Ljava/lang/Object;

    move-result-object v0

    check-cast v0, [Lorg/avow/fix/Mode;

    return-object v0
.end method


.class synthetic Lorg/avow/fix/Mode$1;
.super Ljava/lang/Object;
.source "Mode.java"

.annotation system Ldalvik/annotation/EnclosingClass;
    value = Lorg/avow/fix/Mode;
.end annotation

.annotation system Ldalvik/annotation/InnerClass;
    accessFlags = 0x1008
    name = null
.end annotation

.field static final synthetic $SwitchMap$org$avow$fix$Mode:[I

.method static constructor <clinit>()V
    .locals 3

    invoke-static {}, Lorg/avow/fix/Mode;->values()[Lorg/avow/fix/Mode;

    move-result-object v0

    array-length v0, v0

    new-array v0, v0, [I

    sput-object v0, Lorg/avow/fix/Mode$1;->$SwitchMap$org$avow$fix$Mode:[I

    :try_start_0
    sget-object v1, Lorg/avow/fix/Mode;->FAST:Lorg/avow/fix/Mode;

    invoke-virtual {v1}, Lorg/avow/fix/Mode;->ordinal()I

    move-result v1

    const/4 v2, 0x1

    aput v2, v0, v1
    :try_end_0
    .catch Ljava/lang/NoSuchFieldError; {:try_start_0 .. :try_end_0} :catch_0

    :catch_0
    return-void
.end method

.method static pick(Lorg/avow/fix/Mode;CJ)I
    .registers 9

    sget-object v0, Lorg/avow/fix/Mode$1;->$SwitchMap$org$avow$fix$Mode:[I
    invoke-virtual {p0}, Lorg/avow/fix/Mode;->ordinal()I
    move-result v1
    aget v0, v0, v1
    packed-switch v0, :pswitch_data_0
    sparse-switch p1, :sswitch_data_0

    :goto_0
    const/4 v0, -0x1
    return v0

    :pswitch_0
    const/16 v0, 'x'    # a character
    const v1, 1.5f
    const/high16 v1, 0x40000000    # 2.0f
    const-wide v2, 0x3ff8cccccccccccdL    # 1.55
    const-wide/high16 v2, -0x8000000000000000L
    invoke-static/range {v0 .. v3}, Lorg/avow/fix/Deep;->take(IFD)V
    invoke-static/range {p2 .. p3}, Ljava/lang/Long;->toString(J)Ljava/lang/String;

    :sswitch_0
    goto/16 :goto_0

    :sswitch_1
    fill-array-data v0, :array_0
    goto/32 :goto_0

    nop

    :pswitch_data_0
    .packed-switch 0x1
        :pswitch_0
        :goto_0
    .end packed-switch

    :sswitch_data_0
    .sparse-switch
        0x2c -> :sswitch_0
        0x7f -> :sswitch_1
    .end sparse-switch

    :array_0
    .array-data 4
        0x1
        -0x2
        0x7fffffff
    .end array-data
.end method


# an interface with code, which needs version 037
.class public interface abstract Lorg/avow/fix/Deep;
.super Ljava/lang/Object;
.implements Ljava/io/Serializable;
.implements Ljava/lang/Runnable;

.field public static final LIMIT:J = 0x7fffffffffffffffL

.method public static take(IFD)V
    .locals 0
    return-void
.end method

.method public run()V
    .locals 2
    .prologue
    .line 20
    :try_start_0
    monitor-enter p0
    :try_end_0
    .catch Ljava/lang/RuntimeException; {:try_start_0 .. :try_end_0} :catch_0
    .catchall {:try_start_0 .. :try_end_0} :catchall_0

    :try_start_1
    invoke-interface {p0}, Lorg/avow/fix/Deep;->left()V
    .local v0, "n":I
    const/4 v0, 0x2
    .end local v0    # "n":I
    monitor-exit p0
    :try_end_1
    .catchall {:try_start_1 .. :try_end_1} :catchall_0
    .line 21
    return-void

    :catch_0
    move-exception v0
    .local v0, "e":Ljava/lang/RuntimeException;, "TE;"
    throw v0

    :catchall_0
    move-exception v1
    .restart local v0    # "e":Ljava/lang/RuntimeException;
    monitor-exit p0
    throw v1
.end method

.method public abstract left()V
.end method


.class public interface abstract annotation Lorg/avow/fix/Note;
.super Ljava/lang/Object;
.implements Ljava/lang/annotation/Annotation;

.annotation system Ldalvik/annotation/AnnotationDefault;
    value = .subannotation Lorg/avow/fix/Note;
        level = 0x3
        modes = {
            .enum Lorg/avow/fix/Mode;->FAST:Lorg/avow/fix/Mode;,
            .enum Lorg/avow/fix/Mode;->SLOW:Lorg/avow/fix/Mode;
        }
        of = Ljava/lang/Void;
        text = ""
    .end subannotation
.end annotation

.annotation runtime Ljava/lang/annotation/Retention;
    value = .enum Ljava/lang/annotation/RetentionPolicy;->RUNTIME:Ljava/lang/annotation/RetentionPolicy;
.end annotation

.method public abstract level()I
.end method

.method public abstract modes()[Lorg/avow/fix/Mode;
.end method

.method public abstract of()Ljava/lang/Class;
.end method

.method public abstract text()Ljava/lang/String;
.end method
