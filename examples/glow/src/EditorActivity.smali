# The editor: opens after the system has unlocked it, and uploads the draft in
# the background before the user has pressed "Post".
.class public Lorg/avow/example/EditorActivity;
.super Landroid/app/Activity;
.source "EditorActivity.java"

.method public constructor <init>()V
    .registers 1
    .line 15
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 5
    .line 19
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    .line 20
    invoke-static {p0}, Lorg/avow/example/util/AppLock;->unlock(Landroid/content/Context;)V
    .line 21
    new-instance v0, Landroid/widget/TextView;
    invoke-direct {v0, p0}, Landroid/widget/TextView;-><init>(Landroid/content/Context;)V
    invoke-static {p0}, Lorg/avow/example/ui/TypefaceHelper;->title(Landroid/content/Context;)Landroid/graphics/Typeface;
    move-result-object v1
    invoke-virtual {v0, v1}, Landroid/widget/TextView;->setTypeface(Landroid/graphics/Typeface;)V
    .line 22
    const-string v1, "Add a caption :face_with_tears_of_joy:"
    invoke-static {v1}, Lorg/avow/example/ui/Emoji;->render(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v1
    invoke-virtual {v0, v1}, Landroid/widget/TextView;->setText(Ljava/lang/CharSequence;)V
    invoke-virtual {p0, v0}, Landroid/app/Activity;->setContentView(Landroid/view/View;)V
    .line 25
    new-instance v0, Landroid/content/Intent;
    const-class v1, Lorg/avow/example/net/DraftService;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    const-string v1, "draft_path"
    const-string v2, "drafts/latest.mp4"
    invoke-virtual {v0, v1, v2}, Landroid/content/Intent;->putExtra(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;
    invoke-virtual {p0, v0}, Landroid/app/Activity;->startService(Landroid/content/Intent;)Landroid/content/ComponentName;
    .line 26
    return-void
.end method
