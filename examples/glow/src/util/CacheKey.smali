# The fingerprint of a cache page: a hash of three numbers, and the age of the
# page in storage. Neither is about a person.
.class public final Lorg/avow/example/util/CacheKey;
.super Ljava/lang/Object;
.source "CacheKey.java"

.method private constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public static fingerprint(III)I
    .registers 5
    .line 11
    const/4 v0, 0x3
    new-array v0, v0, [I
    const/4 v1, 0x0
    aput p0, v0, v1
    const/4 v1, 0x1
    aput p1, v0, v1
    const/4 v1, 0x2
    aput p2, v0, v1
    invoke-static {v0}, Ljava/util/Arrays;->hashCode([I)I
    move-result v0
    return v0
.end method

.method public static pageAge(J)Ljava/lang/String;
    .registers 5
    .line 16
    invoke-static {}, Ljava/lang/System;->currentTimeMillis()J
    move-result-wide v0
    sub-long/2addr v0, p0
    const-string v2, "page usage, average trace: "
    invoke-static {v0, v1}, Ljava/lang/Long;->toString(J)Ljava/lang/String;
    move-result-object v0
    invoke-virtual {v2, v0}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method
