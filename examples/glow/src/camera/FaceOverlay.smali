# Finds the face in each preview frame and lays make-up along its contours.
# Everything stays on the device.
.class public Lorg/avow/example/camera/FaceOverlay;
.super Ljava/lang/Object;
.implements Lcom/google/android/gms/tasks/OnSuccessListener;
.source "FaceOverlay.java"

.field private final detector:Lcom/google/mlkit/vision/face/FaceDetector;
.field private final points:Ljava/util/List;
    .annotation system Ldalvik/annotation/Signature;
        value = { "Ljava/util/List<", "Landroid/graphics/PointF;", ">;" }
    .end annotation
.end field

.method public constructor <init>()V
    .registers 3
    .line 24
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    .line 25
    new-instance v0, Ljava/util/ArrayList;
    invoke-direct {v0}, Ljava/util/ArrayList;-><init>()V
    iput-object v0, p0, Lorg/avow/example/camera/FaceOverlay;->points:Ljava/util/List;
    .line 26
    new-instance v0, Lcom/google/mlkit/vision/face/FaceDetectorOptions$Builder;
    invoke-direct {v0}, Lcom/google/mlkit/vision/face/FaceDetectorOptions$Builder;-><init>()V
    const/4 v1, 0x2
    invoke-virtual {v0, v1}, Lcom/google/mlkit/vision/face/FaceDetectorOptions$Builder;->setLandmarkMode(I)Lcom/google/mlkit/vision/face/FaceDetectorOptions$Builder;
    move-result-object v0
    invoke-virtual {v0, v1}, Lcom/google/mlkit/vision/face/FaceDetectorOptions$Builder;->setContourMode(I)Lcom/google/mlkit/vision/face/FaceDetectorOptions$Builder;
    move-result-object v0
    invoke-virtual {v0}, Lcom/google/mlkit/vision/face/FaceDetectorOptions$Builder;->build()Lcom/google/mlkit/vision/face/FaceDetectorOptions;
    move-result-object v0
    .line 30
    invoke-static {v0}, Lcom/google/mlkit/vision/face/FaceDetection;->getClient(Lcom/google/mlkit/vision/face/FaceDetectorOptions;)Lcom/google/mlkit/vision/face/FaceDetector;
    move-result-object v0
    iput-object v0, p0, Lorg/avow/example/camera/FaceOverlay;->detector:Lcom/google/mlkit/vision/face/FaceDetector;
    .line 31
    return-void
.end method

.method public onFrame(Landroid/graphics/Bitmap;)V
    .registers 4
    .param p1, "frame"
    .line 35
    const/4 v0, 0x0
    invoke-static {p1, v0}, Lcom/google/mlkit/vision/common/InputImage;->fromBitmap(Landroid/graphics/Bitmap;I)Lcom/google/mlkit/vision/common/InputImage;
    move-result-object v0
    .line 36
    iget-object v1, p0, Lorg/avow/example/camera/FaceOverlay;->detector:Lcom/google/mlkit/vision/face/FaceDetector;
    invoke-interface {v1, v0}, Lcom/google/mlkit/vision/face/FaceDetector;->process(Lcom/google/mlkit/vision/common/InputImage;)Lcom/google/android/gms/tasks/Task;
    move-result-object v0
    invoke-virtual {v0, p0}, Lcom/google/android/gms/tasks/Task;->addOnSuccessListener(Lcom/google/android/gms/tasks/OnSuccessListener;)Lcom/google/android/gms/tasks/Task;
    .line 37
    return-void
.end method

.method public onSuccess(Ljava/lang/Object;)V
    .registers 6
    .param p1, "result"
    .line 42
    check-cast p1, Ljava/util/List;
    invoke-interface {p1}, Ljava/util/List;->iterator()Ljava/util/Iterator;
    move-result-object v0
    :next
    invoke-interface {v0}, Ljava/util/Iterator;->hasNext()Z
    move-result v1
    if-eqz v1, :done
    invoke-interface {v0}, Ljava/util/Iterator;->next()Ljava/lang/Object;
    move-result-object v1
    check-cast v1, Lcom/google/mlkit/vision/face/Face;
    .line 43
    const/4 v2, 0x6
    invoke-virtual {v1, v2}, Lcom/google/mlkit/vision/face/Face;->getLandmark(I)Lcom/google/mlkit/vision/face/FaceLandmark;
    move-result-object v2
    if-eqz v2, :contour
    .line 44
    invoke-virtual {v2}, Lcom/google/mlkit/vision/face/FaceLandmark;->getPosition()Landroid/graphics/PointF;
    move-result-object v2
    iget-object v3, p0, Lorg/avow/example/camera/FaceOverlay;->points:Ljava/util/List;
    invoke-interface {v3, v2}, Ljava/util/List;->add(Ljava/lang/Object;)Z
    :contour
    .line 46
    const/4 v2, 0x1
    invoke-virtual {v1, v2}, Lcom/google/mlkit/vision/face/Face;->getContour(I)Lcom/google/mlkit/vision/face/FaceContour;
    move-result-object v2
    if-eqz v2, :next
    .line 47
    invoke-virtual {v2}, Lcom/google/mlkit/vision/face/FaceContour;->getPoints()Ljava/util/List;
    move-result-object v2
    iget-object v3, p0, Lorg/avow/example/camera/FaceOverlay;->points:Ljava/util/List;
    invoke-interface {v3, v2}, Ljava/util/List;->addAll(Ljava/util/Collection;)Z
    goto :next
    :done
    .line 50
    return-void
.end method
