package manifest

// Resource ids of framework attributes, as in attrs.txt of package axml. A
// test checks that they agree.
const (
	idLabel                 = 0x01010001
	idIcon                  = 0x01010002
	idName                  = 0x01010003
	idPermission            = 0x01010006
	idReadPermission        = 0x01010007
	idWritePermission       = 0x01010008
	idProtectionLevel       = 0x01010009
	idPermissionGroup       = 0x0101000a
	idSharedUserID          = 0x0101000b
	idEnabled               = 0x0101000e
	idDebuggable            = 0x0101000f
	idExported              = 0x01010010
	idProcess               = 0x01010011
	idAuthorities           = 0x01010018
	idGrantURIPermissions   = 0x0101001b
	idPriority              = 0x0101001c
	idDescription           = 0x01010020
	idTargetPackage         = 0x01010021
	idValue                 = 0x01010024
	idResource              = 0x01010025
	idMimeType              = 0x01010026
	idScheme                = 0x01010027
	idHost                  = 0x01010028
	idPort                  = 0x01010029
	idPath                  = 0x0101002a
	idPathPrefix            = 0x0101002b
	idPathPattern           = 0x0101002c
	idTargetActivity        = 0x01010202
	idMinSDK                = 0x0101020c
	idVersionCode           = 0x0101021b
	idVersionName           = 0x0101021c
	idTargetSDK             = 0x01010270
	idMaxSDK                = 0x01010271
	idTestOnly              = 0x01010272
	idBackupAgent           = 0x0101027f
	idAllowBackup           = 0x01010280
	idGLESVersion           = 0x01010281
	idRequired              = 0x0101028e
	idIsolatedProcess       = 0x010103a9
	idUsesCleartextTraffic  = 0x010104ec
	idFullBackupContent     = 0x010104eb
	idAutoVerify            = 0x010104ee
	idNetworkSecurityConfig = 0x01010527
	idCompileSDK            = 0x01010572
	idVersionCodeMajor      = 0x01010576
	idAppComponentFactory   = 0x0101057a
	idForegroundServiceType = 0x01010599
	idPathSuffix            = 0x0101061e
	idPathAdvancedPattern   = 0x01010620
	idDataExtractionRules   = 0x0101063e
	idUsesPermissionFlags   = 0x01010644
)
