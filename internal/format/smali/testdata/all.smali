# Every directive and element kind once.
.class public final Lorg/avow/fix/All;
.super Lorg/avow/fix/Base;
.implements Ljava/lang/Runnable;
.implements Ljava/lang/Comparable;
.source "All.java"

.annotation system Ldalvik/annotation/MemberClasses;
    value = {
        Lorg/avow/fix/All$Inner;,
        Lorg/avow/fix/All$Kind;
    }
.end annotation

.annotation runtime Lorg/avow/fix/Mark;
    aByte = 0x7ft
    aShort = -0x1234s
    aChar = '\u20ac'
    aInt = -1
    aLong = 0x7fffffffffffffffL
    aFloat = 1.5f
    aDouble = -2.0
    aNaN = NaN
    aNegInf = -Infinityf
    aBool = true
    aNull = null
    aString = "x\t\"y\"\n\\z\u0000\ud83d"
    aType = [[Ljava/lang/String;
    aPrim = J
    aField = Lorg/avow/fix/All;->COUNT:I
    aMethod = Lorg/avow/fix/All;->wide(JID)J
    aEnum = .enum Lorg/avow/fix/All$Kind;->ONE:Lorg/avow/fix/All$Kind;
    aArray = { 1, { "a", "b" }, {} }
    aSub = .subannotation Lorg/avow/fix/Sub;
        value = 3
        deeper = .subannotation Lorg/avow/fix/Sub;
        .end subannotation
    .end subannotation
.end annotation

# static fields
.field public static final COUNT:I = 0x2a
.field public static final NAME:Ljava/lang/String; = "\u00e9t\u00e9 \ud83d\ude00"
.field static final B:B = -0x80t
.field static final S:S = 0x7fffs
.field static final C:C = 'A'
.field static final J:J = 0x1122334455667788L
.field static final PLAIN:J = 7
.field static final F:F = 3.14159f
.field static final D:D = 0x1.8p1
.field static final Z:Z = true
.field static final K:Ljava/lang/Class; = Lorg/avow/fix/All;
.field static noValue:Ljava/lang/Object;
.field static zero:I = 0

# instance fields
.field private volatile count:I
.field protected transient list:Ljava/util/List;
    .annotation system Ldalvik/annotation/Signature;
        value = { "Ljava/util/List<", "Ljava/lang/String;", ">;" }
    .end annotation
.end field
.field public final synthetic this$0:Lorg/avow/fix/Base;

.method static constructor <clinit>()V
    .registers 0
    return-void
.end method

.method public constructor <init>()V
    .locals 0
    .prologue
    .line 10
    invoke-direct {p0}, Lorg/avow/fix/Base;-><init>()V
    .line 11
    return-void
.end method

.method public varargs wide(JID)J
    .registers 12
    .param p1, "a"    # J
        .annotation build Lorg/avow/fix/Nullable;
        .end annotation
    .end param
    .param p3, "b"
    .param p4
        .annotation runtime Lorg/avow/fix/Sub;
            value = 1
        .end annotation
    .end param
    .annotation system Ldalvik/annotation/Throws;
        value = { Ljava/io/IOException; }
    .end annotation
    .line 100
    .local v0, "x":J
    int-to-long v0, p3
    .line 99
    .local v2, "l":Ljava/util/List;, "Ljava/util/List<TT;>;"
    const/4 v2, 0x0
    .end local v0    # "x":J
    .line 2000
    add-long/2addr v0, p1
    .restart local v0    # "x":J
    .source "Other.java"
    .local v3, null:I
    .local v4
    const v3, 0x7fffffff
    .epilogue
    return-wide v0
.end method

.method public abstract tryAbstract(Ljava/lang/String;)V
    .param p1, "unused"
        .annotation runtime Lorg/avow/fix/Sub;
        .end annotation
    .end param
.end method

.method private native nat([B)[[I
.end method

.method public run()V
    .registers 6
    :try_start_0
    invoke-virtual {p0}, Ljava/lang/Object;->hashCode()I
    move-result v0
    :try_start_1
    invoke-virtual {p0}, Ljava/lang/Object;->toString()Ljava/lang/String;
    move-result-object v1
    :try_end_1
    .catch Ljava/io/IOException; {:try_start_1 .. :try_end_1} :io
    .catch Ljava/lang/RuntimeException; {:try_start_1 .. :try_end_1} :rt
    invoke-static {v0}, Ljava/lang/Integer;->toString(I)Ljava/lang/String;
    :try_end_0
    .catchall {:try_start_0 .. :try_end_0} :all
    return-void
    :io
    move-exception v2
    goto :done
    :rt
    move-exception v2
    throw v2
    :all
    move-exception v3
    :done
    return-void
.end method

.method public compareTo(Ljava/lang/Object;)I
    .registers 3
    const/4 v0, -0x1
    return v0
.end method

.class abstract Lorg/avow/fix/Base;
.super Ljava/lang/Object;
.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.class final enum Lorg/avow/fix/All$Kind;
.super Ljava/lang/Enum;
.annotation system Ldalvik/annotation/EnclosingClass;
    value = Lorg/avow/fix/All;
.end annotation
.annotation system Ldalvik/annotation/InnerClass;
    accessFlags = 0x4010
    name = "Kind"
.end annotation
.field public static final enum ONE:Lorg/avow/fix/All$Kind;
