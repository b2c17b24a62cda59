# The camera screen. It asks for the permissions, unlocks drafts, offers a
# copied link for import, and tags the place of a video.
.class public Lorg/avow/example/MainActivity;
.super Landroid/app/Activity;
.source "MainActivity.java"

.field private overlay:Lorg/avow/example/camera/FaceOverlay;
.field private tagger:Lorg/avow/example/place/PlaceTagger;

.method public constructor <init>()V
    .registers 1
    .line 20
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 5
    .param p1, "state"
    .line 26
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    .line 27
    const/4 v0, 0x5
    new-array v0, v0, [Ljava/lang/String;
    const/4 v1, 0x0
    const-string v2, "android.permission.CAMERA"
    aput-object v2, v0, v1
    const/4 v1, 0x1
    const-string v2, "android.permission.RECORD_AUDIO"
    aput-object v2, v0, v1
    const/4 v1, 0x2
    const-string v2, "android.permission.ACCESS_COARSE_LOCATION"
    aput-object v2, v0, v1
    const/4 v1, 0x3
    const-string v2, "android.permission.ACCESS_FINE_LOCATION"
    aput-object v2, v0, v1
    const/4 v1, 0x4
    const-string v2, "android.permission.READ_PHONE_STATE"
    aput-object v2, v0, v1
    const/4 v1, 0x7
    invoke-virtual {p0, v0, v1}, Landroid/app/Activity;->requestPermissions([Ljava/lang/String;I)V
    .line 30
    new-instance v0, Lorg/avow/example/camera/FaceOverlay;
    invoke-direct {v0}, Lorg/avow/example/camera/FaceOverlay;-><init>()V
    iput-object v0, p0, Lorg/avow/example/MainActivity;->overlay:Lorg/avow/example/camera/FaceOverlay;
    .line 31
    new-instance v0, Lorg/avow/example/place/PlaceTagger;
    invoke-direct {v0, p0}, Lorg/avow/example/place/PlaceTagger;-><init>(Landroid/content/Context;)V
    iput-object v0, p0, Lorg/avow/example/MainActivity;->tagger:Lorg/avow/example/place/PlaceTagger;
    .line 33
    new-instance v0, Landroid/view/TextureView;
    invoke-direct {v0, p0}, Landroid/view/TextureView;-><init>(Landroid/content/Context;)V
    .line 34
    new-instance v1, Lorg/avow/example/camera/SurfacePreview;
    iget-object v2, p0, Lorg/avow/example/MainActivity;->overlay:Lorg/avow/example/camera/FaceOverlay;
    invoke-direct {v1, v0, v2}, Lorg/avow/example/camera/SurfacePreview;-><init>(Landroid/view/TextureView;Lorg/avow/example/camera/FaceOverlay;)V
    invoke-virtual {v0, v1}, Landroid/view/TextureView;->setSurfaceTextureListener(Landroid/view/TextureView$SurfaceTextureListener;)V
    .line 35
    invoke-virtual {p0, v0}, Landroid/app/Activity;->setContentView(Landroid/view/View;)V
    .line 37
    invoke-static {p0}, Lorg/avow/example/camera/AttributeModel;->load(Landroid/content/Context;)[B
    .line 38
    return-void
.end method

.method protected onResume()V
    .registers 4
    .line 43
    invoke-super {p0}, Landroid/app/Activity;->onResume()V
    .line 44
    invoke-static {p0}, Lorg/avow/example/util/ClipImport;->copiedLink(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v0
    .line 45
    if-eqz v0, :no_link
    const/4 v1, 0x0
    invoke-static {p0, v0, v1}, Landroid/widget/Toast;->makeText(Landroid/content/Context;Ljava/lang/CharSequence;I)Landroid/widget/Toast;
    move-result-object v1
    invoke-virtual {v1}, Landroid/widget/Toast;->show()V
    :no_link
    .line 48
    iget-object v0, p0, Lorg/avow/example/MainActivity;->tagger:Lorg/avow/example/place/PlaceTagger;
    invoke-virtual {v0}, Lorg/avow/example/place/PlaceTagger;->tag()V
    .line 49
    return-void
.end method

# Called by the layout when the record button is released.
.method public onRecorded(Landroid/view/View;)V
    .registers 4
    .line 54
    new-instance v0, Landroid/content/Intent;
    const-class v1, Lorg/avow/example/EditorActivity;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    invoke-virtual {p0, v0}, Landroid/app/Activity;->startActivity(Landroid/content/Intent;)V
    .line 55
    return-void
.end method
