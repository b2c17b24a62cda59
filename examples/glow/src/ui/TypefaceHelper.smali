# Loads a font. "Typeface" ends in f-a-c-e and has nothing to do with one.
.class public final Lorg/avow/example/ui/TypefaceHelper;
.super Ljava/lang/Object;
.source "TypefaceHelper.java"

.method private constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public static title(Landroid/content/Context;)Landroid/graphics/Typeface;
    .registers 3
    .line 12
    const-string v0, "sans-serif-medium"
    const/4 v1, 0x1
    invoke-static {v0, v1}, Landroid/graphics/Typeface;->create(Ljava/lang/String;I)Landroid/graphics/Typeface;
    move-result-object v0
    return-object v0
.end method
