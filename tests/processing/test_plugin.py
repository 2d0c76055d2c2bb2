from __future__ import annotations

from fresh_qgis import in_fresh_qgis
from qgis.core import QgsApplication


def test_unloading_removes_the_provider_and_loading_brings_it_back(plugin) -> None:
    registry = QgsApplication.processingRegistry()
    assert registry.providerById("onemetre") is not None
    plugin.unload()
    assert registry.providerById("onemetre") is None
    plugin.unload()
    plugin.initGui()
    assert registry.algorithmById("onemetre:greenspace") is not None


def test_the_qgis_side_loads_nothing_heavy() -> None:
    """numpy, GDAL and PROJ must stay those of QGIS, and qgis_process has no user interface."""
    modules = in_fresh_qgis(
        """
        import onemetre; plugin = onemetre.classFactory(None); plugin.initProcessing()
        print(*sorted(set(sys.modules) - before)); plugin.unload()
        """
    ).split()
    loaded = {name.partition(".")[0] for name in modules}
    assert "onemetre" in loaded
    assert "onemetre.ui" not in modules
    assert not loaded & {"numpy", "rasterio", "onnx", "onnxruntime", "torch", "osgeo", "shapely", "pyproj"}
    assert not loaded & {"subprocess", "multiprocessing"}


def test_the_plugin_can_be_reloaded_while_qgis_runs() -> None:
    """As QGIS does it: unload, forget the modules, import them again."""
    output = in_fresh_qgis(
        """
        registry = app.processingRegistry()
        for _ in range(3):
            import onemetre
            plugin = onemetre.classFactory(None); plugin.initProcessing()
            print(registry.createAlgorithmById("onemetre:greenspace").canExecute()[0])
            plugin.unload()
            for name in [name for name in sys.modules if name.partition(".")[0] == "onemetre"]:
                del sys.modules[name]
        """
    )
    assert output.split() == ["True"] * 3
