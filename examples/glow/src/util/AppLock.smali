# Unlocks drafts with the system's own prompt. The app learns yes or no and
# never sees a fingerprint or a face: this must not be reported.
.class public final Lorg/avow/example/util/AppLock;
.super Landroid/hardware/biometrics/BiometricPrompt$AuthenticationCallback;
.source "AppLock.java"

.method private constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/hardware/biometrics/BiometricPrompt$AuthenticationCallback;-><init>()V
    return-void
.end method

.method public static unlock(Landroid/content/Context;)V
    .registers 5
    .param p0, "context"
    .line 18
    new-instance v0, Landroid/hardware/biometrics/BiometricPrompt$Builder;
    invoke-direct {v0, p0}, Landroid/hardware/biometrics/BiometricPrompt$Builder;-><init>(Landroid/content/Context;)V
    const-string v1, "Unlock your drafts with fingerprint or face"
    invoke-virtual {v0, v1}, Landroid/hardware/biometrics/BiometricPrompt$Builder;->setTitle(Ljava/lang/CharSequence;)Landroid/hardware/biometrics/BiometricPrompt$Builder;
    move-result-object v0
    invoke-virtual {v0}, Landroid/hardware/biometrics/BiometricPrompt$Builder;->build()Landroid/hardware/biometrics/BiometricPrompt;
    move-result-object v0
    .line 20
    new-instance v1, Landroid/os/CancellationSignal;
    invoke-direct {v1}, Landroid/os/CancellationSignal;-><init>()V
    invoke-virtual {p0}, Landroid/content/Context;->getMainExecutor()Ljava/util/concurrent/Executor;
    move-result-object v2
    new-instance v3, Lorg/avow/example/util/AppLock;
    invoke-direct {v3}, Lorg/avow/example/util/AppLock;-><init>()V
    invoke-virtual {v0, v1, v2, v3}, Landroid/hardware/biometrics/BiometricPrompt;->authenticate(Landroid/os/CancellationSignal;Ljava/util/concurrent/Executor;Landroid/hardware/biometrics/BiometricPrompt$AuthenticationCallback;)V
    .line 21
    return-void
.end method
