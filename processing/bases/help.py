"""Help texts of the algorithms; each algorithm has a help object in its file.

A parameter with the same meaning everywhere is described once, in ``SHARED``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..app.i18n import tr


@dataclass(frozen=True)
class AlgorithmHelp:
    """Help texts of an algorithm.

    Attributes:
        title: Name in the toolbox.
        summary: Tool tip, one sentence.
        text: Further paragraphs of the help panel, separated by empty lines.
        parameters: Help by parameter name, for parameters whose meaning differs from :data:`SHARED`.
    """

    title: str
    summary: str
    text: str
    parameters: dict[str, str] = field(default_factory=dict)

    def panel(self) -> str:
        """Text of the help panel, one paragraph per line: QGIS turns it into HTML, qgis_process prints it as it is."""
        return "\n".join([tr(self.summary), *tr(self.text).split("\n\n")])

    def of_parameter(self, name: str) -> str:
        """Translated help of a parameter.

        Raises:
            KeyError: Neither this object nor :data:`SHARED` describes the parameter.
        """
        return tr(self.parameters.get(name) or SHARED[name])


SHARED = {
    "INPUT": (
        "One raster, or several that are mosaicked with the first one on top, in any format that GDAL reads. Bands in "
        "separate files, whose names differ by the band (x_B02.tif, x_B03.tif), are one raster. A Sentinel-2 product "
        "(zip archive, folder .SAFE, or MTD_MSIL2A.xml) is one raster, too."
    ),
    "BANDS": (
        "Role of each band, by number or name: red=1,green=2,blue=3. Empty: by the names (B04, red), wavelengths and "
        "colours of the bands in the file. alpha=4 makes a band an alpha band."
    ),
    "AOI": "Polygons to map, in any coordinate system; pixels outside are nodata. Empty: the whole input.",
    "EXTENT": "Rectangle to map. Empty: the whole input.",
    "YEAR": (
        "Year of the imagery. It is written into the maps; with the temporal controller on, their layers show in this "
        "year only."
    ),
    "MODEL": (
        "Name of the neural network, which determines the resolution of the map. auto: of the models that fit the "
        "image and need no other bands than BANDS names, the one that uses most bands; adapted models are used by "
        "name only."
    ),
    "MODEL_USED": "Name of the model that made the map.",
    "THRESHOLD": (
        "Lowest probability, in percent, at which a pixel belongs to the class. Empty: the value that the model's card "
        "recommends."
    ),
    "SCALE": (
        "Physical value = pixel value * SCALE + OFFSET, for example 0.0001 for reflectance times 10000. Empty: as the "
        "file, the product's metadata or a STAC item beside it states, otherwise as the model expects; a picture of "
        "more than 8 bits becomes as bright as usual ones, by its histogram. The log and the map's tags say what was "
        "decided; pixels that cannot have this meaning are refused unless SCALE or OFFSET is given."
    ),
    "OFFSET": (
        "Offset of the physical values, see SCALE; -0.1 for Sentinel-2 as delivered since January 2022 if the file has "
        "lost its metadata."
    ),
    "INPUT_CRS": (
        "Coordinate system of the input, in place of the one in the file. Empty: as set for the layer in QGIS, "
        "otherwise as the file states."
    ),
    "NODATA": (
        "Number that marks pixels without data, or none if no number does. In 8-bit pictures all bands must have it, "
        "otherwise one band is enough. Empty: as the layer or the file states."
    ),
    "DEVICE": "auto, cpu, or a graphics card: cuda:0, cuda:1 ... auto chooses the first graphics card that works.",
    "BATCH": "Number of tiles in a forward pass. 0: OneMetre chooses.",
    "THREADS": "Number of processor threads. 0: all cores. Empty: the number in OneMetre's options.",
    "PROBABILITY": "Probability of the class, 0-100 percent; 255 = nodata. GeoTIFF.",
    "POLYGONS": (
        "The classes above 0 as polygons with the fields value, name and area_m2 (on the ellipsoid); pixels that share "
        "an edge form one polygon. GeoPackage; other layers of an existing file stay as they are."
    ),
    "MIN_AREA": (
        "Polygons smaller than this, in square metres, are left out, and smaller holes are filled. The class map stays "
        "as it is. Empty or 0: all polygons."
    ),
    "SIMPLIFY": (
        "Tolerance of the simplification: corners that move an outline by less than this are removed; 1.5 turns the "
        "stair steps of the pixels into slopes. Neighbours are simplified independently. Empty or 0: exact outlines."
    ),
    "REPORT": (
        "One HTML page to keep, print or send. First the map over the image, areas and shares, what is known of the "
        "accuracy, and warnings, on one sheet; then, folded, the run, the model and the origin of all data."
    ),
    "SUPERRESOLVED": "The input image at the resolution of the map, as the model reconstructs it. GeoTIFF.",
}
