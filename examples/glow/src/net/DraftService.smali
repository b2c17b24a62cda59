# Uploads the draft of a video while the user still edits it.
.class public Lorg/avow/example/net/DraftService;
.super Landroid/app/IntentService;
.source "DraftService.java"

.method public constructor <init>()V
    .registers 2
    .line 14
    const-string v0, "drafts"
    invoke-direct {p0, v0}, Landroid/app/IntentService;-><init>(Ljava/lang/String;)V
    return-void
.end method

.method protected onHandleIntent(Landroid/content/Intent;)V
    .registers 5
    .line 19
    const-string v0, "glow"
    const/4 v1, 0x0
    invoke-virtual {p0, v0, v1}, Landroid/app/IntentService;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    move-result-object v0
    const-string v1, "enable_pre_upload"
    const/4 v2, 0x1
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-eqz v0, :off
    .line 20
    const-string v0, "draft_path"
    invoke-virtual {p1, v0}, Landroid/content/Intent;->getStringExtra(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    invoke-direct {p0, v0}, Lorg/avow/example/net/DraftService;->preUploadDraft(Ljava/lang/String;)V
    :off
    .line 22
    return-void
.end method

.method private preUploadDraft(Ljava/lang/String;)V
    .registers 3
    .param p1, "path"
    .line 26
    const-string v0, "https://glow-example-uploads.oss-cn-hangzhou.aliyuncs.com/drafts/"
    invoke-static {v0, p1}, Lorg/avow/example/net/Http;->post(Ljava/lang/String;Ljava/lang/String;)V
    .line 27
    return-void
.end method
