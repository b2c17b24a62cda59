# Stand-ins for the task and advertising id interfaces that the app calls:
# public names with empty bodies, written for this example.
.class public Lcom/google/android/gms/tasks/Task;
.super Ljava/lang/Object;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public addOnSuccessListener(Lcom/google/android/gms/tasks/OnSuccessListener;)Lcom/google/android/gms/tasks/Task;
    .registers 3
    invoke-static {}, Ljava/util/Collections;->emptyList()Ljava/util/List;
    move-result-object v0
    invoke-interface {p1, v0}, Lcom/google/android/gms/tasks/OnSuccessListener;->onSuccess(Ljava/lang/Object;)V
    return-object p0
.end method

.class public interface abstract Lcom/google/android/gms/tasks/OnSuccessListener;
.super Ljava/lang/Object;

.method public abstract onSuccess(Ljava/lang/Object;)V
.end method

.class public final Lcom/google/android/gms/ads/identifier/AdvertisingIdClient;
.super Ljava/lang/Object;

.method public static getAdvertisingIdInfo(Landroid/content/Context;)Lcom/google/android/gms/ads/identifier/AdvertisingIdClient$Info;
    .registers 2
    .annotation system Ldalvik/annotation/Throws;
        value = { Ljava/io/IOException; }
    .end annotation
    new-instance v0, Lcom/google/android/gms/ads/identifier/AdvertisingIdClient$Info;
    invoke-direct {v0}, Lcom/google/android/gms/ads/identifier/AdvertisingIdClient$Info;-><init>()V
    return-object v0
.end method

.class public final Lcom/google/android/gms/ads/identifier/AdvertisingIdClient$Info;
.super Ljava/lang/Object;
.annotation system Ldalvik/annotation/EnclosingClass;
    value = Lcom/google/android/gms/ads/identifier/AdvertisingIdClient;
.end annotation
.annotation system Ldalvik/annotation/InnerClass;
    accessFlags = 0x19
    name = "Info"
.end annotation

.method constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public getId()Ljava/lang/String;
    .registers 2
    const-string v0, "00000000-0000-0000-0000-000000000000"
    return-object v0
.end method
