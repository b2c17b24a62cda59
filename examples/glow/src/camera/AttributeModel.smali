# Reads the bundled attribute model and decrypts it in memory. What the model
# computes cannot be read from the package: its bytes are encrypted.
.class public final Lorg/avow/example/camera/AttributeModel;
.super Ljava/lang/Object;
.source "AttributeModel.java"

.field private static final ASSET:Ljava/lang/String; = "models/glow_face_attr_v2.model"

.method private constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public static load(Landroid/content/Context;)[B
    .registers 6
    .param p0, "context"
    :try_start
    .line 22
    invoke-virtual {p0}, Landroid/content/Context;->getAssets()Landroid/content/res/AssetManager;
    move-result-object v0
    const-string v1, "models/glow_face_attr_v2.model"
    invoke-virtual {v0, v1}, Landroid/content/res/AssetManager;->open(Ljava/lang/String;)Ljava/io/InputStream;
    move-result-object v0
    .line 23
    invoke-virtual {v0}, Ljava/io/InputStream;->available()I
    move-result v1
    new-array v1, v1, [B
    invoke-virtual {v0, v1}, Ljava/io/InputStream;->read([B)I
    invoke-virtual {v0}, Ljava/io/InputStream;->close()V
    .line 26
    const-string v0, "AES/CTR/NoPadding"
    invoke-static {v0}, Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;
    move-result-object v0
    .line 27
    new-instance v2, Ljavax/crypto/spec/SecretKeySpec;
    const/16 v3, 0x10
    new-array v3, v3, [B
    fill-array-data v3, :key
    const-string v4, "AES"
    invoke-direct {v2, v3, v4}, Ljavax/crypto/spec/SecretKeySpec;-><init>([BLjava/lang/String;)V
    const/4 v3, 0x2
    invoke-virtual {v0, v3, v2}, Ljavax/crypto/Cipher;->init(ILjava/security/Key;)V
    .line 28
    invoke-virtual {v0, v1}, Ljavax/crypto/Cipher;->doFinal([B)[B
    move-result-object v0
    :try_end
    .catch Ljava/io/IOException; {:try_start .. :try_end} :failed
    .catch Ljava/security/GeneralSecurityException; {:try_start .. :try_end} :failed
    return-object v0
    :failed
    .line 30
    move-exception v0
    const/4 v0, 0x0
    return-object v0

    :key
    .array-data 1
        0x67t 0x6ct 0x6ft 0x77t 0x2dt 0x65t 0x78t 0x61t
        0x6dt 0x70t 0x6ct 0x65t 0x2dt 0x6bt 0x65t 0x79t
    .end array-data
.end method
