package score

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/biometric/role"
	mt "github.com/avow-audit/avow/internal/format/model/modeltest"
)

// writers by suffix of the file. A file "x.json" is the metadata of a compiled
// Core ML model.
var writers = map[string]struct {
	format string
	write  func(*mt.Net) []byte
}{
	".tflite": {"tflite", (*mt.Net).TFLite}, ".onnx": {"onnx", (*mt.Net).ONNX}, ".ort": {"ort", (*mt.Net).ORT},
	".param": {"ncnn", (*mt.Net).NCNN}, ".parambin": {"ncnn", (*mt.Net).NCNNBinary}, ".mnn": {"mnn", (*mt.Net).MNN},
	".tnnproto": {"tnn", (*mt.Net).TNN}, ".prototxt": {"prototxt", (*mt.Net).Prototxt}, ".caffemodel": {"caffemodel", (*mt.Net).Caffe},
	".pb": {"graphdef", (*mt.Net).GraphDef}, ".pdmodel": {"paddle", (*mt.Net).Paddle}, ".nb": {"paddlelite", (*mt.Net).PaddleLite},
	".h5": {"keras", (*mt.Net).Keras}, ".keras": {"keras", (*mt.Net).KerasZip}, ".pt": {"pytorch", (*mt.Net).Torch},
	".mlmodel": {"coreml", (*mt.Net).CoreML}, ".json": {"mlmodelc", (*mt.Net).CoreMLMetadata}, ".dlc": {"snpe", (*mt.Net).SNPE},
	".bin": {"tflite", (*mt.Net).TFLite},
}

// nets are architectures as published models of their role have them, with the
// files they are written to, in one line each:
//
//	roles | files | name of the file's own | inputs | body | names of layers | heads | labels
//
// An input or head is NAME:DIMS, a head NAME:DIMS:KINDS of its layers.
const nets = `
# faces: where they are
face-detection | face_detection_short_range.tflite a1.tflite bf.onnx det.param | main | input:128x128x3 | conv relu dwconv relu conv add | | regressors:896x16:conv~reshape classificators:896x1:conv~reshape |
face-detection | face_detection_full_range.tflite a2.tflite a2.json | Full Range Face Detection | input_1:192x192x3 | conv relu dwconv conv | | Identity:2304x16:conv~reshape Identity_1:2304x1:conv~reshape |
face-detection | det1.prototxt det1.caffemodel p.tnnproto pnet.mnn | PNet | data:12x12x3 | conv prelu pool conv prelu conv prelu | conv1 PReLU1 pool1 conv2 PReLU2 conv3 PReLU3 | prob1:2:conv~softmax conv4-2:4:conv |
face-detection | det2.prototxt rnet.onnx r.param | RNet | data:24x24x3 | conv prelu pool conv prelu conv prelu dense prelu | | prob1:2:dense~softmax conv5-2:4:dense |
face-detection | det3.caffemodel onet.tflite o.parambin | ONet | data:48x48x3 | conv prelu pool conv prelu conv prelu dense prelu | | prob1:2:dense~softmax conv6-2:4:dense conv6-3:10:dense |
face-detection | retinaface_mnet025.onnx rf.onnx rf.mnn | torch-jit-export | input0:640x640x3 | conv bn relu dwconv bn relu | | bbox:16800x4:conv~reshape conf:16800x2:conv~softmax landmark:16800x10:conv~reshape |
face-detection | det_10g.onnx x9.onnx | torch-jit-export | input.1:640x640x3 | conv bn relu conv bn relu | | 448:12800x1:conv~sigmoid 471:3200x1:conv~sigmoid 494:800x1:conv~sigmoid 451:12800x4:conv 474:3200x4:conv 497:800x4:conv 454:12800x10:conv 477:3200x10:conv 500:800x10:conv |
face-detection | version-RFB-320.onnx ultra.tflite | torch-jit-export | input:240x320x3 | conv bn relu dwconv bn relu | | scores:4420x2:conv~softmax boxes:4420x4:conv |
face-detection | face_detection_yunet_2023mar.onnx | main_graph | input:640x640x3 | conv relu dwconv relu | | cls_8:6400x1:conv~sigmoid cls_16:1600x1:conv~sigmoid obj_8:6400x1:conv bbox_8:6400x4:conv kps_8:6400x10:conv |
face-detection | yolov5n-face.onnx yolov8n_face.tflite | main_graph | images:640x640x3 | conv bn relu | | output0:5x8400:conv |
face-detection | opencv_face_detector.pb res10_300x300_ssd_iter_140000.caffemodel | | data:300x300x3 | conv bn relu | | mbox_loc:8732x4:conv mbox_conf:8732x2:conv |
face-detection | centerface.onnx dbface.onnx | g | input.1:480x640x3 | conv relu | | heatmap:1x120x160:conv~sigmoid scale:2x120x160:conv offset:2x120x160:conv |
# faces: their geometry
face-geometry | face_landmark.tflite mesh.bin m1.onnx | main | input_1:192x192x3 | conv prelu dwconv conv add prelu | | conv2d_21:1x1x1404:conv conv2d_31:1x1x1:conv |
face-geometry | face_landmarks_detector.tflite b3.tflite | main | input_12:256x256x3 | conv prelu dwconv conv add | | Identity:1x1x1434:conv Identity_1:1x1x1:conv Identity_2:1:conv |
face-geometry | iris_landmark.tflite i.tflite ir.onnx | main | input_1:64x64x3 | conv prelu dwconv conv | | output_eyes_contours_and_brows:213:conv output_iris:15:conv |
face-geometry | face_blendshapes.tflite c.tflite | main | serving_default_input_points:146x2 | dense relu dense relu | | StatefulPartitionedCall:52:dense~sigmoid |
face-geometry | 2d106det.onnx q.onnx landmark106.mnn k.param | | data:192x192x3 | conv bn prelu dwconv bn prelu | | fc1:212:dense |
face-geometry | 1k3d68.onnx z.ort | | data:192x192x3 | conv bn relu | | fc1:3309:dense |
face-geometry | pfld.onnx pfld.param lm68.tflite l.tnnproto | pfld | input_1:112x112x3 | conv relu dwconv relu | | 415:196:dense |
face-geometry | face_landmark_68.caffemodel landmark.prototxt n.mlmodel | lm | data:60x60x1 | conv prelu pool conv prelu | | Dense3:136:dense |
face-geometry | fan2d.onnx 2dfan4.pb | fan | input:256x256x3 | conv bn relu | | heatmap:68x64x64:conv |
face-geometry | hopenet.onnx head_pose.tflite WHENet.tflite | hopenet | input:224x224x3 | conv bn relu | | yaw:66:dense pitch:66:dense roll:66:dense |
face-geometry | l2cs_gaze.onnx gaze_estimation.tflite | gaze | input:448x448x3 | conv bn relu | | pitch:90:dense yaw:90:dense |
# faces: templates
face-template | MobileFaceNet.tflite facenet_mobile.onnx mobilefacenet.param | MobileFaceNet | input:112x112x3 | conv bn prelu dwconv bn prelu conv bn | | embeddings:192:dense~l2norm |
face-template | arcface_r50.onnx w600k_r50.onnx insight.mnn | | input.1:112x112x3 | conv bn prelu conv bn add prelu | | 683:512:dense~bn |
face-template | a.tflite b.onnx a.param b.mnn b.tnnproto x.parambin | | a:112x112x3 | conv prelu dwconv prelu | a b c d | e:512:dense~l2norm |
face-template | m.bin u.ort s.keras | | t0:112x112x3 | conv relu dwconv relu | | t9:128:dense |
face-template | facenet.pb 20180402-114759.pb facenet.h5 facenet.tflite | | input:160x160x3 | conv bn relu | InceptionResnetV1/Conv2d_1a InceptionResnetV1/bn InceptionResnetV1/Relu InceptionResnetV1/Bottleneck | embeddings:512:dense~l2norm |
face-template | x160.tflite x160.onnx | | q:160x160x3 | conv relu | | r:128:dense~l2norm |
face-template | face_recognition_sface_2021dec.onnx sface.mnn | sface | data:112x112x3 | conv bn prelu | | fc1:128:dense~bn |
face-template | openface_nn4_small2.onnx OpenFace.tflite | nn4 | input:96x96x3 | conv bn relu | | output:128:dense~l2norm |
face-template | face_reco_sdk.nb faceVerify.pdmodel face-embedding.caffemodel | FaceRec | x:112x112x3 | conv bn prelu | | feature:256:dense |
face-template | ghostfacenet_v1.keras adaface_ir18.onnx | | input_1:112x112x3 | conv bn prelu dwconv | | embedding:512:dense |
face-template | vgg_face.caffemodel VGG_FACE_deploy.prototxt vggface2.h5 | VGG_FACE_16_layers | data:224x224x3 | conv relu pool dense relu | | fc8:2622:dense~softmax |
# faces: attributes
age | age_net.caffemodel age_deploy.prototxt age_net.onnx agenet.param | CaffeNet | data:227x227x3 | conv relu pool conv relu dense relu | conv1 relu1 pool1 conv2 relu2 fc6 relu6 | prob:8:dense~softmax |
gender | gender_net.caffemodel deploy_gender.prototxt gender.tflite | CaffeNet | data:227x227x3 | conv relu pool conv relu dense relu | | prob:2:dense~softmax |
age | age_estimation.tflite age_model_weights.h5 dex_imdb_age.onnx | age | input:224x224x3 | conv relu pool dense relu | | dense_1:101:dense~softmax |
age;gender | genderage.onnx age_gender.mnn agegender.tnnproto | | data:96x96x3 | conv bn prelu dwconv | | fc1:3:dense |
age;gender | m7.tflite m7.onnx | | input_1:64x64x3 | conv relu pool | | age_output:1:dense gender_output:2:dense~softmax |
age;gender;ethnicity | fairface.onnx res34_fair_face_4class.pt fairface_7race.tflite | fairface | input:224x224x3 | conv bn relu | | output:18:dense |
age;gender;ethnicity | utkface_multi.h5 h8.h5 h8.tflite | | input_1:200x200x3 | conv relu pool | | age_output:1:dense gender_output:2:dense race_output:5:dense~softmax |
ethnicity | race_model_single_batch.h5 m9.tflite m9.mlmodel | | data:224x224x3 | conv relu pool dense | | predictions:6:dense~softmax | asian,indian,black,white,middle eastern,latino hispanic
gender | t4.tflite t4.mlmodel | | image:224x224x3 | conv relu | | prob:2:dense~softmax | Male,Female
age | t5.tflite t5.mlmodel | | image:227x227x3 | conv relu | | prob:8:dense~softmax | (0-2),(4-6),(8-12),(15-20),(25-32),(38-43),(48-53),(60-100)
emotion | emotion-ferplus-8.onnx fer_model.tflite e1.onnx e1.param | CNTKGraph | Input3:64x64x1 | conv relu pool dense | | Plus692_Output_0:8:dense |
emotion | facial_expression_model_weights.h5 e2.tflite e2.mnn mini_XCEPTION.h5 | | input_1:48x48x1 | conv relu pool dense relu | | predictions:7:dense~softmax |
emotion | enet_b0_8_best_afew.onnx hsemotion.tflite | | input:224x224x3 | conv bn relu | | output:8:dense |
emotion | e3.tflite e3.mlmodel | | img:96x96x3 | conv relu | | p:7:dense~softmax | angry,disgust,fear,happy,sad,surprise,neutral
emotion | smile_detection.tflite smileNet.caffemodel | | input:64x64x3 | conv relu | | prob:2:dense~softmax |
liveness | 2.7_80x80_MiniFASNetV2.onnx live.param l80.tflite l80.mnn | | input:80x80x3 | conv bn prelu dwconv | | output:3:dense~softmax |
liveness | FaceAntiSpoofing.tflite anti_spoof_model.onnx liveness.tnnproto silent_face_liveness.caffemodel | | input:256x256x3 | conv relu | | Identity:8:dense Identity_1:8:dense |
liveness | s1.tflite | | x:128x128x3 | conv relu | | y:2:dense~softmax | live,spoof
# voices
voiceprint | ecapa_tdnn.onnx spk.onnx voxceleb_ECAPA512.ort | torch-jit-export | feats:200x80 | conv bn relu | | embs:192:dense |
voiceprint | wespeaker_resnet34.onnx campplus.onnx v2.tflite | | x:300x80 | conv bn relu | | emb:512:dense |
voiceprint | speaker_encoder.tflite ge2e.onnx dvector.pt d_vector.tflite | | mels:160x40 | lstm lstm lstm | | embeds:256:dense~l2norm |
voiceprint | speaker_verification.tflite titanet_small.onnx xvector.pt | | audio_signal:100x80 | conv relu | | embs:192:dense |
# look-alikes
image-classifier | mobilenet_v1_1.0_224.tflite mobilenetv2-7.onnx c1.mnn c1.param | | input:224x224x3 | conv bn relu dwconv | | MobilenetV1/Predictions/Reshape_1:1001:conv~softmax |
image-classifier | efficientnet_lite0.tflite squeezenet1.1.onnx squeezenet.caffemodel resnet50.pb | | images:224x224x3 | conv bn relu | | Softmax:1000:dense~softmax |
image-classifier | imagenet.mlmodel inception_v3.tflite | | image:299x299x3 | conv relu | | classLabelProbs:12:dense~softmax | tench,goldfish,bridegroom,groom,baseball player,scuba diver,baby bed,face powder,mask,racer,tabby,golden retriever
image-classifier | plants.tflite birds.tflite food_classifier.tflite | classifier | image:224x224x3 | conv relu | | probability:10:dense~softmax | rose,tulip,daisy,iris,sunflower,dandelion,lily,orchid,poppy,aster
image-classifier | cifar.tflite waste.mlmodel | | x:32x32x3 | conv relu | | y:10:dense~softmax | airplane,automobile,bird,cat,deer,dog,frog,horse,ship,truck
none | stage_model.tflite page_detector.tflite package.onnx average_pool.onnx usage_predictor.tflite | | in0:20 | dense relu | | out0:2:dense |
none | trace_net.tflite brace.onnx interface.param typeface_model.tflite surface_normals.pb | | x:64 | dense relu | | y:7:dense |
none | typeface_classifier.tflite font.tflite | | glyph:64x64x1 | conv relu | | font:52:dense~softmax |
none | image_quality.tflite nsfw.tflite blur.mnn | | input:224x224x3 | conv relu | | score:2:dense~softmax |
none | encoder.onnx features.tflite enc.mnn clip_image.onnx | | pixel_values:224x224x3 | conv relu | | out:512:dense |
none | digits.tflite mnist.onnx lenet.caffemodel | | Input3:28x28x1 | conv relu pool | | Plus214_Output_0:10:dense |
none | ten.tflite two.onnx seven.tflite eight.param | | a:224x224x3 | conv relu | | b:7:dense~softmax |
none | hundred.onnx year.tflite | | a:224x224x3 | conv relu | | b:101:dense~softmax |
object-detection | ssd_mobilenet_v1.tflite ssd.mnn | | normalized_input_image_tensor:300x300x3 | conv relu | | raw_outputs/box_encodings:1917x4:conv raw_outputs/class_predictions:1917x91:conv |
object-detection | yolov5s.onnx yolov8n.tflite coco.onnx | | images:640x640x3 | conv relu | | output0:25200x85:conv |
object-detection | efficientdet_lite0.tflite nanodet.param | | image:320x320x3 | conv relu | | boxes:25x4:conv scores:25x90:conv |
hand | hand_landmark_full.tflite hl.tflite handpose.onnx | | input_1:224x224x3 | conv relu | | Identity:63:dense Identity_1:1:dense Identity_2:1:dense Identity_3:63:dense |
hand | palm_detection.tflite pd.onnx | | input_1:192x192x3 | conv relu | | Identity:2016x18:conv Identity_1:2016x1:conv |
hand | gesture_classifier.tflite gesture_embedder.tflite | | hand:21x3 | dense relu | | Identity:8:dense~softmax |
pose | movenet_lightning.tflite lightning.tflite mv.onnx | | serving_default_input:192x192x3 | conv relu | | StatefulPartitionedCall:1x17x3:conv |
pose | pose_landmark_full.tflite pose_detector.tflite bp.tflite | | input_1:256x256x3 | conv relu | | Identity:195:conv Identity_1:1:conv Identity_4:117:conv |
pose | posenet_mobilenet.tflite openpose.prototxt | | sub_2:257x257x3 | conv relu | | float_heatmaps:9x9x17:conv float_short_offsets:9x9x34:conv |
segmentation | selfie_segmentation.tflite sg.tflite | | input_1:256x256x3 | conv relu | | activation_10:256x256x1:conv |
segmentation | deeplabv3_257.tflite hair_segmentation.onnx modnet.mnn | | sub_7:257x257x3 | conv relu | | ResizeBilinear_3:257x257x21:conv |
text | ch_PP-OCRv3_rec.onnx crnn.mnn ocr_rec.param | | x:48x320x3 | conv relu lstm | | softmax_0:40x6625:dense~softmax |
text | text_detection_east.pb dbnet.onnx ocr_det.nb | | x:640x640x3 | conv relu | | prob:1x160x160:conv |
speech-recognition | deepspeech-0.9.3.tflite asr.onnx | | input_node:16x19x26 | dense relu lstm | | logits:16x29:dense new_state_c:2048:dense |
speech-recognition | conformer_encoder.onnx wav2vec2.tflite whisper_tiny.tflite paraformer.onnx | | speech:300x80 | conv relu | | logits:100x5000:dense |
wake-word | hey_jarvis_v0.1.tflite hotword.tflite kws_dscnn.tflite wakeword.onnx | | mel:49x40 | conv relu | | label:12:dense~softmax |
audio-classifier | yamnet.tflite y.tflite | | waveform:15600 | conv relu | | scores:521:dense~sigmoid |
none | mel_encoder_ctc.onnx tdnn_phones.onnx | | x:300x80 | conv relu | | out:300x512:dense |
none | silero_vad.onnx vad.tflite | | input:512 | conv lstm | | output:1:dense~sigmoid |
none | tacotron2_speaker_embedding_tts.onnx vits.onnx | | text:50 | lstm | | mel:400x80:dense |
none | loudspeaker_eq.tflite noise_speaker_count.tflite | | wave:16000 | conv | | gain:10:dense |
pet-face | cat_face_detector.tflite dog-face.onnx pet_face.tflite | | input:128x128x3 | conv relu | | boxes:100x4:conv |
super-resolution | esrgan.tflite fsrcnn.pb up.onnx | | original_input:50x50x3 | conv relu | | sr:200x200x3:conv |
none | sentiment.onnx mobilebert.tflite gender_of_nouns.onnx language_id.tflite | | input_ids:128:int32 | dense relu | | logits:3:dense | 
none | race_car_detector.tflite horse_race.tflite | | a:224x224x3 | conv relu | | b:2:dense |
none | facet_ranker.onnx preface.tflite user_interface.tflite interface_state.tflite | | v:32 | dense relu | | w:16:dense |
none | mask_rcnn_surface_defects.onnx watch_face_renderer.tflite facebook_prophet.onnx clock_face.tflite | | x:256x256x3 | conv relu | | y:4:dense |
none | u1.tflite u2.onnx u3.param u4.mnn u5.tnnproto u6.parambin | | a:96x96x3 | conv relu | a b | c:10:dense |
none | u7.tflite u8.onnx u9.ort | | a:112x112x3 | conv relu pool | a b | c:10:dense~softmax |
none | w1.tflite w2.onnx w3.h5 w4.keras | | a:160x160x3 | conv bn relu | | c:1280:pool |
none | age_of_empires_map.tflite voltage.tflite coverage_map.onnx advantage.param massage_timer.tflite | | s:48 | dense relu | | q:1:dense |
none | cartoon_gan.tflite style_transfer.onnx depth_midas.tflite denoise.mnn | | in:256x256x3 | conv relu | | o:256x256x3:conv |
none | product_embedding.tflite image_feature_extractor.onnx landmarks_classifier_europe.tflite barcode.tflite | | im:321x321x3 | conv relu | | o:1024:dense |
none | genre_classifier.tflite music_tagger.onnx vggish.tflite | | spec:96x64 | conv relu | | o:128:dense |
none | heart_rate.tflite gait.onnx har_lstm.tflite keyboard_lm.tflite | | acc:128x9 | lstm | | o:6:dense~softmax |
none | document_corners.tflite card_detector.onnx qr_detect.caffemodel lane.prototxt | | im:320x320x3 | conv relu | | o:8:dense |
none | head.pt backbone.pt decoder.pt | net | x:224x224x3 | conv relu conv | | o:64:conv |
none | handler.tflite second_hand_price.tflite handwriting.tflite | | x:40 | dense | | y:1:dense |
`

// plain are files that are no networks in the sense above.
var plain = []struct {
	file, format, roles string
	data                []byte
}{
	{"tt_face_v10.0.model", "bytedance", "face-detection;face-geometry", mt.ByteDanceA("tt_face_v10.0", "detect", "base120", "base120det", "pout", "eyecls", "partface", "image", "slowimage")},
	{"x1.model", "bytedance", "face-geometry", mt.ByteDanceA("v11.0", "iris", "extra", "fastextra")},
	{"x2.model", "bytedance", "age", mt.ByteDanceA("tt_face_attribute_age_v1.1", "agenet")},
	{"x3.model", "bytedance", "age;emotion", mt.ByteDanceA("v5.0", "agenet", "expnet")},
	{"x4.model", "bytedance", "none", mt.ByteDanceA("tt_matting_v9.0", "mattingnet", "track")},
	{"arch12.bytenn", "bytedance", "none", mt.ByteNN()},
	{"beauty.model", "bytedance", "none", mt.ByteDanceB("tt_beauty_attr6_v1.0")},
	{"haarcascade_frontalface_default.xml", "opencv", "face-detection", mt.Cascade("Stump-based 24x24 discrete adaboost frontal face detector.", 24, 24)},
	{"h1.xml", "opencv", "face-detection", mt.Cascade("Stump-based 24x24 discrete adaboost frontal face detector.", 24, 24)},
	{"haarcascade_frontalcatface.xml", "opencv", "pet-face", mt.Cascade("A frontal cat face detector.", 24, 24)},
	{"haarcascade_fullbody.xml", "opencv", "none", mt.Cascade("14x28 fullbody detector.", 14, 28)},
	{"haarcascade_russian_plate_number.xml", "opencv", "none", mt.Cascade("License plates.", 33, 22)},
	{"shape_predictor_5_face_landmarks.dat", "dlib", "face-geometry", mt.Points(5)},
	{"sp.dat", "dlib", "face-geometry", mt.Points(68)},
	{"dlib_face_recognition_resnet_model_v1.dat", "dlib", "face-template", mt.DlibNet("loss_metric_2")},
	{"mmod_human_face_detector.dat", "dlib", "face-detection", mt.DlibNet("loss_mmod_2")},
	{"mmod_vehicles.dat", "dlib", "none", mt.DlibNet("loss_mmod_2")},
	{"face_landmark_front_cpu.binarypb", "mediapipe", "face-geometry;face-detection", mt.GraphBinary("IMAGE:image", "DETECTIONS:face_detections", "FaceDetectionShortRangeCpu", "FaceLandmarkCpu")},
	{"hand_tracking.pbtxt", "mediapipe", "hand", mt.GraphText("input_video", "hand_landmarks", "PalmDetectionCpu", "HandLandmarkCpu", "FlowLimiterCalculator")},
	{"M_SenseME_Face_Video_5.1.0.model", "encrypted", "face-geometry", mt.Noise(6000)},
	{"M_Liveness_Antispoofing.model", "encrypted", "liveness", mt.Noise(6000)},
	{"assets/level.model", "encrypted", "none", mt.Noise(6000)},
	{"face_match.dlc", "snpe", "face-template", (&mt.Net{Name: "face.onnx"}).SNPE()},
	{"objects.dlc", "snpe", "none", (&mt.Net{Name: "objects.onnx"}).SNPE()},
}

// TestSet writes the set, scores it as the harness does, and wants both figures.
func TestSet(t *testing.T) {
	const least = 0.98
	rules, err := role.Load()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var table strings.Builder
	table.WriteString("file,format,roles\n")
	alike, files := 0, 0
	put := func(file, format, roles string, data []byte) {
		t.Helper()
		name := filepath.Join(dir, filepath.FromSlash(file))
		if _, err := os.Stat(name); err == nil {
			t.Fatalf("%s is there twice", file)
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&table, "%s,%s,%s\n", file, format, roles)
		files++
		if rules.PracticeOf(strings.Split(roles, ";")[0]) == "" && roles != "liveness" {
			alike++
		}
	}
	for k, line := range strings.Split(nets, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		roles, names, net := parseNet(t, line)
		net.Seed = k
		for _, file := range names {
			w, ok := writers[filepath.Ext(file)]
			if !ok {
				t.Fatalf("%s: no such format", file)
			}
			put(file, w.format, roles, w.write(net))
		}
	}
	for _, x := range plain {
		put(x.file, x.format, x.roles, x.data)
	}
	task := mt.Task("face_detector.tflite", string(mustNet(t, "face_detection_short_range.tflite").TFLite()), "face_landmarks_detector.tflite", string(mustNet(t, "face_landmarks_detector.tflite").TFLite()))
	put("face_landmarker.task", "task", "face-detection;face-geometry", task)
	put("t.task", "task", "face-detection;face-geometry", task)
	put("gesture_recognizer.task", "task", "hand", mt.Task("hand_landmarks_detector.tflite", string(mustNet(t, "hand_landmark_full.tflite").TFLite())))

	rows, unknown, err := ReadTruth(strings.NewReader(table.String()), rules)
	if err != nil || len(unknown) > 0 {
		t.Fatal(err, unknown)
	}
	r := Score(dir, rows, rules, role.Medium)
	var page strings.Builder
	r.Write(&page)
	t.Logf("%d files, %d of them look-alikes\n%s", files, alike, page.String())
	if r.All.Precision() < least || r.All.Recall() < least || r.Formats > 0 {
		t.Errorf("P %.3f R %.3f, %d of another format", r.All.Precision(), r.All.Recall(), r.Formats)
	}
	if files < 150 || 2*alike < files-files/10 {
		t.Errorf("%d files, %d look-alikes: the set is too small or one-sided", files, alike)
	}
}

func mustNet(t *testing.T, file string) *mt.Net {
	t.Helper()
	for _, line := range strings.Split(nets, "\n") {
		if strings.Contains(line, " "+file+" ") {
			_, _, n := parseNet(t, line)
			return n
		}
	}
	t.Fatalf("no net %s", file)
	return nil
}

func parseNet(t *testing.T, line string) (roles string, files []string, n *mt.Net) {
	t.Helper()
	f := strings.Split(line, "|")
	if len(f) != 8 {
		t.Fatalf("%d fields: %s", len(f), line)
	}
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	n = &mt.Net{Name: f[2], Body: f[4], Named: f[5]}
	for _, s := range strings.Fields(f[3]) {
		p := strings.Split(s, ":")
		in := mt.Tensor{Name: p[0], Dims: dimsOf(t, p[1])}
		if len(p) > 2 {
			in.Type = p[2]
		}
		n.In = append(n.In, in)
	}
	for _, s := range strings.Fields(f[6]) {
		p := strings.Split(s, ":")
		h := mt.Head{Name: p[0], Dims: dimsOf(t, p[1])}
		if len(p) > 2 {
			h.Ops = strings.ReplaceAll(p[2], "~", " ")
		}
		n.Heads = append(n.Heads, h)
	}
	if f[7] != "" {
		n.Labels = strings.Split(f[7], ",")
	}
	return f[0], strings.Fields(f[1]), n
}

func dimsOf(t *testing.T, s string) (out []int) {
	t.Helper()
	for _, p := range strings.Split(s, "x") {
		v, err := strconv.Atoi(p)
		if err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		out = append(out, v)
	}
	return out
}
