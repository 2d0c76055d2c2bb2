"""What people read about an algorithm; each has a help object in its file.

A parameter that means the same everywhere is described once, in ``SHARED``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..app.i18n import tr


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

    def of_parameter(self, name: str) -> str:
        """Translated help of a parameter.

        Raises:
            KeyError: Neither this nor :data:`SHARED` describes it.
        """
        return tr(self.parameters.get(name) or SHARED[name])


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
