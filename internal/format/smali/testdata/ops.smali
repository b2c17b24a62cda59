# Every instruction once. Made from the opcode table; not meant to run.
.class public Lorg/avow/fix/Ops;
.super Ljava/lang/Object;
.source "Ops.java"

.field static s:I
.field f:I

.method public m(II)V
    .registers 3
    return-void
.end method

.method static sm(II)V
    .registers 2
    return-void
.end method

.method static bsm(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;I)Ljava/lang/invoke/CallSite;
    .registers 5
    const/4 v0, 0
    return-object v0
.end method

.method static ops()V
    .registers 300
    :top
    nop
    move v1, v15
    move/from16 v255, v299
    move/16 v298, v299
    move-wide v1, v15
    move-wide/from16 v255, v299
    move-wide/16 v298, v299
    move-object v1, v15
    move-object/from16 v255, v299
    move-object/16 v298, v299
    move-result v255
    move-result-wide v255
    move-result-object v255
    move-exception v255
    return-void
    return v255
    return-wide v255
    return-object v255
    const/4 v2, -0x8
    const/16 v18, -0x8000
    const v25, 0x12345678
    const/high16 v19, 0x7fff0000
    const-wide/16 v18, -0x8000
    const-wide/32 v25, 0x12345678
    const-wide v27, -0x123456789abcdef
    const-wide/high16 v19, 0x4008000000000000L
    const-string v20, "s"
    const-string/jumbo v26, "s"
    const-class v9, Ljava/lang/String;
    monitor-enter v255
    monitor-exit v255
    check-cast v9, Lorg/avow/fix/Ops;
    instance-of v7, v8, [I
    array-length v1, v15
    new-instance v9, Lorg/avow/fix/Ops;
    new-array v7, v8, [I
    filled-new-array {v1, v2, v3, v4, v15}, [I
    filled-new-array/range {v250 .. v255}, [I
    fill-array-data v200, :fill_array_data
    throw v255
    goto :top
    goto/16 :top
    goto/32 :top
    packed-switch v200, :packed_switch
    sparse-switch v200, :sparse_switch
    cmpl-float v21, v22, v255
    cmpg-float v21, v22, v255
    cmpl-double v21, v22, v255
    cmpg-double v21, v22, v255
    cmp-long v21, v22, v255
    if-eq v3, v4, :top
    if-ne v3, v4, :top
    if-lt v3, v4, :top
    if-ge v3, v4, :top
    if-gt v3, v4, :top
    if-le v3, v4, :top
    if-eqz v17, :top
    if-nez v17, :top
    if-ltz v17, :top
    if-gez v17, :top
    if-gtz v17, :top
    if-lez v17, :top
    aget v21, v22, v255
    aget-wide v21, v22, v255
    aget-object v21, v22, v255
    aget-boolean v21, v22, v255
    aget-byte v21, v22, v255
    aget-char v21, v22, v255
    aget-short v21, v22, v255
    aput v21, v22, v255
    aput-wide v21, v22, v255
    aput-object v21, v22, v255
    aput-boolean v21, v22, v255
    aput-byte v21, v22, v255
    aput-char v21, v22, v255
    aput-short v21, v22, v255
    iget v7, v8, Lorg/avow/fix/Ops;->f:I
    iget-wide v7, v8, Lorg/avow/fix/Ops;->f:I
    iget-object v7, v8, Lorg/avow/fix/Ops;->f:I
    iget-boolean v7, v8, Lorg/avow/fix/Ops;->f:I
    iget-byte v7, v8, Lorg/avow/fix/Ops;->f:I
    iget-char v7, v8, Lorg/avow/fix/Ops;->f:I
    iget-short v7, v8, Lorg/avow/fix/Ops;->f:I
    iput v7, v8, Lorg/avow/fix/Ops;->f:I
    iput-wide v7, v8, Lorg/avow/fix/Ops;->f:I
    iput-object v7, v8, Lorg/avow/fix/Ops;->f:I
    iput-boolean v7, v8, Lorg/avow/fix/Ops;->f:I
    iput-byte v7, v8, Lorg/avow/fix/Ops;->f:I
    iput-char v7, v8, Lorg/avow/fix/Ops;->f:I
    iput-short v7, v8, Lorg/avow/fix/Ops;->f:I
    sget v20, Lorg/avow/fix/Ops;->f:I
    sget-wide v20, Lorg/avow/fix/Ops;->f:I
    sget-object v20, Lorg/avow/fix/Ops;->f:I
    sget-boolean v20, Lorg/avow/fix/Ops;->f:I
    sget-byte v20, Lorg/avow/fix/Ops;->f:I
    sget-char v20, Lorg/avow/fix/Ops;->f:I
    sget-short v20, Lorg/avow/fix/Ops;->f:I
    sput v20, Lorg/avow/fix/Ops;->f:I
    sput-wide v20, Lorg/avow/fix/Ops;->f:I
    sput-object v20, Lorg/avow/fix/Ops;->f:I
    sput-boolean v20, Lorg/avow/fix/Ops;->f:I
    sput-byte v20, Lorg/avow/fix/Ops;->f:I
    sput-char v20, Lorg/avow/fix/Ops;->f:I
    sput-short v20, Lorg/avow/fix/Ops;->f:I
    invoke-virtual {v2, v3, v4}, Lorg/avow/fix/Ops;->m(II)V
    invoke-super {v2, v3, v4}, Lorg/avow/fix/Ops;->m(II)V
    invoke-direct {v2, v3, v4}, Lorg/avow/fix/Ops;->m(II)V
    invoke-static {v3, v4}, Lorg/avow/fix/Ops;->sm(II)V
    invoke-interface {v2, v3, v4}, Lorg/avow/fix/Ops;->m(II)V
    invoke-virtual/range {v256 .. v258}, Lorg/avow/fix/Ops;->m(II)V
    invoke-super/range {v256 .. v258}, Lorg/avow/fix/Ops;->m(II)V
    invoke-direct/range {v256 .. v258}, Lorg/avow/fix/Ops;->m(II)V
    invoke-static/range {v256 .. v257}, Lorg/avow/fix/Ops;->sm(II)V
    invoke-interface/range {v256 .. v258}, Lorg/avow/fix/Ops;->m(II)V
    neg-int v1, v15
    not-int v1, v15
    neg-long v1, v15
    not-long v1, v15
    neg-float v1, v15
    neg-double v1, v15
    int-to-long v1, v15
    int-to-float v1, v15
    int-to-double v1, v15
    long-to-int v1, v15
    long-to-float v1, v15
    long-to-double v1, v15
    float-to-int v1, v15
    float-to-long v1, v15
    float-to-double v1, v15
    double-to-int v1, v15
    double-to-long v1, v15
    double-to-float v1, v15
    int-to-byte v1, v15
    int-to-char v1, v15
    int-to-short v1, v15
    add-int v21, v22, v255
    sub-int v21, v22, v255
    mul-int v21, v22, v255
    div-int v21, v22, v255
    rem-int v21, v22, v255
    and-int v21, v22, v255
    or-int v21, v22, v255
    xor-int v21, v22, v255
    shl-int v21, v22, v255
    shr-int v21, v22, v255
    ushr-int v21, v22, v255
    add-long v21, v22, v255
    sub-long v21, v22, v255
    mul-long v21, v22, v255
    div-long v21, v22, v255
    rem-long v21, v22, v255
    and-long v21, v22, v255
    or-long v21, v22, v255
    xor-long v21, v22, v255
    shl-long v21, v22, v255
    shr-long v21, v22, v255
    ushr-long v21, v22, v255
    add-float v21, v22, v255
    sub-float v21, v22, v255
    mul-float v21, v22, v255
    div-float v21, v22, v255
    rem-float v21, v22, v255
    add-double v21, v22, v255
    sub-double v21, v22, v255
    mul-double v21, v22, v255
    div-double v21, v22, v255
    rem-double v21, v22, v255
    add-int/2addr v1, v15
    sub-int/2addr v1, v15
    mul-int/2addr v1, v15
    div-int/2addr v1, v15
    rem-int/2addr v1, v15
    and-int/2addr v1, v15
    or-int/2addr v1, v15
    xor-int/2addr v1, v15
    shl-int/2addr v1, v15
    shr-int/2addr v1, v15
    ushr-int/2addr v1, v15
    add-long/2addr v1, v15
    sub-long/2addr v1, v15
    mul-long/2addr v1, v15
    div-long/2addr v1, v15
    rem-long/2addr v1, v15
    and-long/2addr v1, v15
    or-long/2addr v1, v15
    xor-long/2addr v1, v15
    shl-long/2addr v1, v15
    shr-long/2addr v1, v15
    ushr-long/2addr v1, v15
    add-float/2addr v1, v15
    sub-float/2addr v1, v15
    mul-float/2addr v1, v15
    div-float/2addr v1, v15
    rem-float/2addr v1, v15
    add-double/2addr v1, v15
    sub-double/2addr v1, v15
    mul-double/2addr v1, v15
    div-double/2addr v1, v15
    rem-double/2addr v1, v15
    add-int/lit16 v5, v6, 0x7fff
    rsub-int v5, v6, 0x7fff
    mul-int/lit16 v5, v6, 0x7fff
    div-int/lit16 v5, v6, 0x7fff
    rem-int/lit16 v5, v6, 0x7fff
    and-int/lit16 v5, v6, 0x7fff
    or-int/lit16 v5, v6, 0x7fff
    xor-int/lit16 v5, v6, 0x7fff
    add-int/lit8 v23, v24, -0x80
    rsub-int/lit8 v23, v24, -0x80
    mul-int/lit8 v23, v24, -0x80
    div-int/lit8 v23, v24, -0x80
    rem-int/lit8 v23, v24, -0x80
    and-int/lit8 v23, v24, -0x80
    or-int/lit8 v23, v24, -0x80
    xor-int/lit8 v23, v24, -0x80
    shl-int/lit8 v23, v24, -0x80
    shr-int/lit8 v23, v24, -0x80
    ushr-int/lit8 v23, v24, -0x80
    invoke-polymorphic {v1, v3, v4, v5}, Ljava/lang/invoke/MethodHandle;->invoke([Ljava/lang/Object;)Ljava/lang/Object;, (IJ)V
    invoke-polymorphic/range {v260 .. v263}, Ljava/lang/invoke/MethodHandle;->invoke([Ljava/lang/Object;)Ljava/lang/Object;, (IJ)V
    invoke-custom {v3, v4}, call_site_0("name", (II)V, 7)@Lorg/avow/fix/Ops;->bsm(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;I)Ljava/lang/invoke/CallSite;
    invoke-custom/range {v256 .. v257}, call_site_0("name", (II)V, 7)@Lorg/avow/fix/Ops;->bsm(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;I)Ljava/lang/invoke/CallSite;
    const-method-handle v20, static-get@Lorg/avow/fix/Ops;->s:I
    const-method-type v20, (IJ)V
    return-void
    :packed_switch
    .packed-switch -0x2
        :top
        :mid
        :packed_switch_end
    .end packed-switch
    :mid
    nop
    :packed_switch_end
    return-void
    :sparse_switch
    .sparse-switch
        -0x80000000 -> :top
        0x5 -> :mid
        0x7fffffff -> :mid
    .end sparse-switch
    :fill_array_data
    .array-data 1
        0x1t
        -0x2t
        0xff
    .end array-data
.end method

.method static arrays()V
    .registers 4
    fill-array-data v0, :a2
    fill-array-data v0, :a4
    fill-array-data v0, :a8
    return-void
    :a2
    .array-data 2
        'a' 0x7fffs -1
    .end array-data
    :a4
    .array-data 4
        1.5f 0x80000000
    .end array-data
    :a8
    .array-data 8
        2.5 -1L
    .end array-data
.end method
