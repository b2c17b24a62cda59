# The one place that sends anything.
.class public final Lorg/avow/example/net/Http;
.super Ljava/lang/Object;
.source "Http.java"

.method private constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public static post(Ljava/lang/String;Ljava/lang/String;)V
    .registers 5
    .param p0, "url"
    .param p1, "body"
    :try_start
    .line 16
    new-instance v0, Ljava/net/URL;
    invoke-direct {v0, p0}, Ljava/net/URL;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0}, Ljava/net/URL;->openConnection()Ljava/net/URLConnection;
    move-result-object v0
    check-cast v0, Ljava/net/HttpURLConnection;
    .line 17
    const-string v1, "POST"
    invoke-virtual {v0, v1}, Ljava/net/HttpURLConnection;->setRequestMethod(Ljava/lang/String;)V
    const/4 v1, 0x1
    invoke-virtual {v0, v1}, Ljava/net/HttpURLConnection;->setDoOutput(Z)V
    .line 18
    const-string v1, "Cache-Control"
    const-string v2, "max-age=0"
    invoke-virtual {v0, v1, v2}, Ljava/net/HttpURLConnection;->setRequestProperty(Ljava/lang/String;Ljava/lang/String;)V
    .line 19
    invoke-virtual {v0}, Ljava/net/HttpURLConnection;->getOutputStream()Ljava/io/OutputStream;
    move-result-object v1
    invoke-virtual {p1}, Ljava/lang/String;->getBytes()[B
    move-result-object v2
    invoke-virtual {v1, v2}, Ljava/io/OutputStream;->write([B)V
    invoke-virtual {v1}, Ljava/io/OutputStream;->close()V
    .line 20
    invoke-virtual {v0}, Ljava/net/HttpURLConnection;->getResponseCode()I
    :try_end
    .catch Ljava/io/IOException; {:try_start .. :try_end} :failed
    return-void
    :failed
    move-exception v0
    return-void
.end method

.method public static postLater(Ljava/lang/String;Ljava/lang/String;)V
    .registers 4
    .line 28
    new-instance v0, Lorg/avow/example/net/PostTask;
    invoke-direct {v0, p0, p1}, Lorg/avow/example/net/PostTask;-><init>(Ljava/lang/String;Ljava/lang/String;)V
    new-instance v1, Ljava/lang/Thread;
    invoke-direct {v1, v0}, Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V
    invoke-virtual {v1}, Ljava/lang/Thread;->start()V
    return-void
.end method

.class final Lorg/avow/example/net/PostTask;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;
.source "Http.java"

.field private final body:Ljava/lang/String;
.field private final url:Ljava/lang/String;

.method constructor <init>(Ljava/lang/String;Ljava/lang/String;)V
    .registers 3
    .line 40
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lorg/avow/example/net/PostTask;->url:Ljava/lang/String;
    iput-object p2, p0, Lorg/avow/example/net/PostTask;->body:Ljava/lang/String;
    return-void
.end method

.method public run()V
    .registers 3
    .line 47
    iget-object v0, p0, Lorg/avow/example/net/PostTask;->url:Ljava/lang/String;
    iget-object v1, p0, Lorg/avow/example/net/PostTask;->body:Ljava/lang/String;
    invoke-static {v0, v1}, Lorg/avow/example/net/Http;->post(Ljava/lang/String;Ljava/lang/String;)V
    return-void
.end method
