# Turns emoji short names into characters. The names hold the word "face".
.class public final Lorg/avow/example/ui/Emoji;
.super Ljava/lang/Object;
.source "Emoji.java"

.field private static final JOY:Ljava/lang/String; = ":face_with_tears_of_joy:"
.field private static final LOVE:Ljava/lang/String; = ":smiling_face_with_heart_eyes:"

.method private constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public static render(Ljava/lang/String;)Ljava/lang/String;
    .registers 3
    .param p0, "text"
    .line 14
    const-string v0, ":face_with_tears_of_joy:"
    const-string v1, "\ud83d\ude02"
    invoke-virtual {p0, v0, v1}, Ljava/lang/String;->replace(Ljava/lang/CharSequence;Ljava/lang/CharSequence;)Ljava/lang/String;
    move-result-object p0
    .line 15
    const-string v0, ":smiling_face_with_heart_eyes:"
    const-string v1, "\ud83d\ude0d"
    invoke-virtual {p0, v0, v1}, Ljava/lang/String;->replace(Ljava/lang/CharSequence;Ljava/lang/CharSequence;)Ljava/lang/String;
    move-result-object p0
    return-object p0
.end method
