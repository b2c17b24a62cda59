# Tags a video with where it was taken: the cell network's area for the feed,
# the GPS position for the map.
.class public Lorg/avow/example/place/PlaceTagger;
.super Ljava/lang/Object;
.source "PlaceTagger.java"

.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;)V
    .registers 2
    .line 17
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lorg/avow/example/place/PlaceTagger;->context:Landroid/content/Context;
    return-void
.end method

.method public tag()V
    .registers 5
    .line 22
    invoke-direct {p0}, Lorg/avow/example/place/PlaceTagger;->area()Ljava/lang/String;
    move-result-object v0
    .line 23
    invoke-direct {p0}, Lorg/avow/example/place/PlaceTagger;->position()Ljava/lang/String;
    move-result-object v1
    .line 24
    new-instance v2, Ljava/lang/StringBuilder;
    invoke-direct {v2}, Ljava/lang/StringBuilder;-><init>()V
    const-string v3, "area="
    invoke-virtual {v2, v3}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    invoke-virtual {v2, v0}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    const-string v3, "&at="
    invoke-virtual {v2, v3}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    invoke-virtual {v2, v1}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    invoke-virtual {v2}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v0
    .line 25
    const-string v1, "https://glow0example.execute-api.us-east-1.amazonaws.com/v1/place"
    invoke-static {v1, v0}, Lorg/avow/example/net/Http;->postLater(Ljava/lang/String;Ljava/lang/String;)V
    .line 26
    return-void
.end method

# Approximate: the identity of the cell the phone stands in.
.method private area()Ljava/lang/String;
    .registers 3
    .line 31
    iget-object v0, p0, Lorg/avow/example/place/PlaceTagger;->context:Landroid/content/Context;
    const-string v1, "phone"
    invoke-virtual {v0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/telephony/TelephonyManager;
    .line 32
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getAllCellInfo()Ljava/util/List;
    move-result-object v0
    invoke-static {v0}, Ljava/lang/String;->valueOf(Ljava/lang/Object;)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

# Precise: the last position of the GPS provider.
.method private position()Ljava/lang/String;
    .registers 6
    .line 37
    iget-object v0, p0, Lorg/avow/example/place/PlaceTagger;->context:Landroid/content/Context;
    const-string v1, "location"
    invoke-virtual {v0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/location/LocationManager;
    .line 38
    const-string v1, "gps"
    invoke-virtual {v0, v1}, Landroid/location/LocationManager;->getLastKnownLocation(Ljava/lang/String;)Landroid/location/Location;
    move-result-object v0
    if-nez v0, :known
    const-string v0, ""
    return-object v0
    :known
    .line 40
    new-instance v1, Ljava/lang/StringBuilder;
    invoke-direct {v1}, Ljava/lang/StringBuilder;-><init>()V
    invoke-virtual {v0}, Landroid/location/Location;->getLatitude()D
    move-result-wide v2
    invoke-virtual {v1, v2, v3}, Ljava/lang/StringBuilder;->append(D)Ljava/lang/StringBuilder;
    const/16 v2, 0x2c
    invoke-virtual {v1, v2}, Ljava/lang/StringBuilder;->append(C)Ljava/lang/StringBuilder;
    invoke-virtual {v0}, Landroid/location/Location;->getLongitude()D
    move-result-wide v2
    invoke-virtual {v1, v2, v3}, Ljava/lang/StringBuilder;->append(D)Ljava/lang/StringBuilder;
    invoke-virtual {v1}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method
