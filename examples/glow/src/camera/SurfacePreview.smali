# Shows the camera picture. "Surface" holds the letters f-a-c-e: a scanner that
# counts letters would report it.
.class public Lorg/avow/example/camera/SurfacePreview;
.super Ljava/lang/Object;
.implements Landroid/view/TextureView$SurfaceTextureListener;
.source "SurfacePreview.java"

.field private final overlay:Lorg/avow/example/camera/FaceOverlay;
.field private recorder:Landroid/media/MediaRecorder;
.field private final view:Landroid/view/TextureView;

.method public constructor <init>(Landroid/view/TextureView;Lorg/avow/example/camera/FaceOverlay;)V
    .registers 3
    .line 18
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lorg/avow/example/camera/SurfacePreview;->view:Landroid/view/TextureView;
    iput-object p2, p0, Lorg/avow/example/camera/SurfacePreview;->overlay:Lorg/avow/example/camera/FaceOverlay;
    return-void
.end method

# Records picture and sound. Recording a voice is not computing a voiceprint.
.method public onSurfaceTextureAvailable(Landroid/graphics/SurfaceTexture;II)V
    .registers 6
    .line 24
    new-instance v0, Landroid/media/MediaRecorder;
    invoke-direct {v0}, Landroid/media/MediaRecorder;-><init>()V
    const/4 v1, 0x5
    invoke-virtual {v0, v1}, Landroid/media/MediaRecorder;->setAudioSource(I)V
    const/4 v1, 0x1
    invoke-virtual {v0, v1}, Landroid/media/MediaRecorder;->setVideoSource(I)V
    iput-object v0, p0, Lorg/avow/example/camera/SurfacePreview;->recorder:Landroid/media/MediaRecorder;
    .line 27
    return-void
.end method

.method public onSurfaceTextureDestroyed(Landroid/graphics/SurfaceTexture;)Z
    .registers 3
    .line 31
    iget-object v0, p0, Lorg/avow/example/camera/SurfacePreview;->recorder:Landroid/media/MediaRecorder;
    if-eqz v0, :none
    invoke-virtual {v0}, Landroid/media/MediaRecorder;->release()V
    :none
    const/4 v0, 0x1
    return v0
.end method

.method public onSurfaceTextureSizeChanged(Landroid/graphics/SurfaceTexture;II)V
    .registers 4
    .line 36
    return-void
.end method

.method public onSurfaceTextureUpdated(Landroid/graphics/SurfaceTexture;)V
    .registers 4
    .line 40
    iget-object v0, p0, Lorg/avow/example/camera/SurfacePreview;->view:Landroid/view/TextureView;
    invoke-virtual {v0}, Landroid/view/TextureView;->getBitmap()Landroid/graphics/Bitmap;
    move-result-object v0
    .line 41
    iget-object v1, p0, Lorg/avow/example/camera/SurfacePreview;->overlay:Lorg/avow/example/camera/FaceOverlay;
    invoke-virtual {v1, v0}, Lorg/avow/example/camera/FaceOverlay;->onFrame(Landroid/graphics/Bitmap;)V
    .line 42
    return-void
.end method
