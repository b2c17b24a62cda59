# The application object: starts the analytics session.
.class public Lorg/avow/example/GlowApp;
.super Landroid/app/Application;
.source "GlowApp.java"

.method public constructor <init>()V
    .registers 1
    .line 9
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method public onCreate()V
    .registers 3
    .line 13
    invoke-super {p0}, Landroid/app/Application;->onCreate()V
    .line 14
    new-instance v0, Lorg/avow/example/net/SessionTask;
    invoke-direct {v0, p0}, Lorg/avow/example/net/SessionTask;-><init>(Landroid/content/Context;)V
    .line 15
    new-instance v1, Ljava/lang/Thread;
    invoke-direct {v1, v0}, Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V
    invoke-virtual {v1}, Ljava/lang/Thread;->start()V
    .line 16
    return-void
.end method
