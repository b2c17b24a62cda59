# Opens an analytics session: who the device is goes to the analytics service
# and to the app's own server.
.class public final Lorg/avow/example/net/SessionTask;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;
.source "SessionTask.java"

.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;)V
    .registers 2
    .line 14
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lorg/avow/example/net/SessionTask;->context:Landroid/content/Context;
    return-void
.end method

.method public run()V
    .registers 4
    .line 20
    iget-object v0, p0, Lorg/avow/example/net/SessionTask;->context:Landroid/content/Context;
    invoke-static {v0}, Lorg/avow/example/ids/DeviceIds;->advertising(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v1
    .line 21
    const-string v2, "https://api2.amplitude.com/2/httpapi"
    invoke-static {v2, v1}, Lorg/avow/example/net/Http;->post(Ljava/lang/String;Ljava/lang/String;)V
    .line 22
    invoke-static {v0}, Lorg/avow/example/ids/DeviceIds;->device(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v1
    .line 23
    const-string v2, "https://glow0example.execute-api.us-east-1.amazonaws.com/v1/session"
    invoke-static {v2, v1}, Lorg/avow/example/net/Http;->post(Ljava/lang/String;Ljava/lang/String;)V
    .line 24
    return-void
.end method
