# Stand-ins for a face detection SDK: the class and method names of its public
# interface with empty bodies, written for this example. They make the package
# look as one that bundles the SDK; they detect nothing.
.class public interface abstract Lcom/google/mlkit/vision/face/FaceDetector;
.super Ljava/lang/Object;

.method public abstract process(Lcom/google/mlkit/vision/common/InputImage;)Lcom/google/android/gms/tasks/Task;
.end method

.class public final Lcom/google/mlkit/vision/face/FaceDetection;
.super Ljava/lang/Object;

.method public static getClient(Lcom/google/mlkit/vision/face/FaceDetectorOptions;)Lcom/google/mlkit/vision/face/FaceDetector;
    .registers 2
    new-instance v0, Lcom/google/mlkit/vision/face/internal/FaceDetectorImpl;
    invoke-direct {v0}, Lcom/google/mlkit/vision/face/internal/FaceDetectorImpl;-><init>()V
    return-object v0
.end method

.class public final Lcom/google/mlkit/vision/face/internal/FaceDetectorImpl;
.super Ljava/lang/Object;
.implements Lcom/google/mlkit/vision/face/FaceDetector;

.method constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public process(Lcom/google/mlkit/vision/common/InputImage;)Lcom/google/android/gms/tasks/Task;
    .registers 3
    new-instance v0, Lcom/google/android/gms/tasks/Task;
    invoke-direct {v0}, Lcom/google/android/gms/tasks/Task;-><init>()V
    return-object v0
.end method

.class public final Lcom/google/mlkit/vision/face/FaceDetectorOptions;
.super Ljava/lang/Object;

.method constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.class public final Lcom/google/mlkit/vision/face/FaceDetectorOptions$Builder;
.super Ljava/lang/Object;
.annotation system Ldalvik/annotation/EnclosingClass;
    value = Lcom/google/mlkit/vision/face/FaceDetectorOptions;
.end annotation
.annotation system Ldalvik/annotation/InnerClass;
    accessFlags = 0x19
    name = "Builder"
.end annotation

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public setLandmarkMode(I)Lcom/google/mlkit/vision/face/FaceDetectorOptions$Builder;
    .registers 2
    return-object p0
.end method

.method public setContourMode(I)Lcom/google/mlkit/vision/face/FaceDetectorOptions$Builder;
    .registers 2
    return-object p0
.end method

.method public build()Lcom/google/mlkit/vision/face/FaceDetectorOptions;
    .registers 2
    new-instance v0, Lcom/google/mlkit/vision/face/FaceDetectorOptions;
    invoke-direct {v0}, Lcom/google/mlkit/vision/face/FaceDetectorOptions;-><init>()V
    return-object v0
.end method

.class public Lcom/google/mlkit/vision/face/Face;
.super Ljava/lang/Object;

.method public getLandmark(I)Lcom/google/mlkit/vision/face/FaceLandmark;
    .registers 3
    const/4 v0, 0x0
    return-object v0
.end method

.method public getContour(I)Lcom/google/mlkit/vision/face/FaceContour;
    .registers 3
    const/4 v0, 0x0
    return-object v0
.end method

.class public Lcom/google/mlkit/vision/face/FaceLandmark;
.super Ljava/lang/Object;

.method public getPosition()Landroid/graphics/PointF;
    .registers 2
    const/4 v0, 0x0
    return-object v0
.end method

.class public Lcom/google/mlkit/vision/face/FaceContour;
.super Ljava/lang/Object;

.method public getPoints()Ljava/util/List;
    .registers 2
    invoke-static {}, Ljava/util/Collections;->emptyList()Ljava/util/List;
    move-result-object v0
    return-object v0
.end method

.class public Lcom/google/mlkit/vision/common/InputImage;
.super Ljava/lang/Object;

.method public static fromBitmap(Landroid/graphics/Bitmap;I)Lcom/google/mlkit/vision/common/InputImage;
    .registers 3
    const/4 v0, 0x0
    return-object v0
.end method

.class public Lcom/google/mlkit/common/internal/MlKitInitProvider;
.super Landroid/content/ContentProvider;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/content/ContentProvider;-><init>()V
    return-void
.end method

.method public onCreate()Z
    .registers 2
    const/4 v0, 0x0
    return v0
.end method

.method public delete(Landroid/net/Uri;Ljava/lang/String;[Ljava/lang/String;)I
    .registers 5
    const/4 v0, 0x0
    return v0
.end method

.method public getType(Landroid/net/Uri;)Ljava/lang/String;
    .registers 3
    const/4 v0, 0x0
    return-object v0
.end method

.method public insert(Landroid/net/Uri;Landroid/content/ContentValues;)Landroid/net/Uri;
    .registers 4
    const/4 v0, 0x0
    return-object v0
.end method

.method public query(Landroid/net/Uri;[Ljava/lang/String;Ljava/lang/String;[Ljava/lang/String;Ljava/lang/String;)Landroid/database/Cursor;
    .registers 7
    const/4 v0, 0x0
    return-object v0
.end method

.method public update(Landroid/net/Uri;Landroid/content/ContentValues;Ljava/lang/String;[Ljava/lang/String;)I
    .registers 6
    const/4 v0, 0x0
    return v0
.end method
