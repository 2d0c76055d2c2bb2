from __future__ import annotations

import pytest

from onemetre.contract.catalogue import Catalogue
from onemetre.contract.errors import ModelError


@pytest.mark.parametrize("name", ["ugsnet-light.naip_v1", "jointseg.s2rgb_v1"])
def test_a_retired_name_leads_to_its_successor(name: str) -> None:
    catalogue = Catalogue()
    with pytest.raises(ModelError) as error:
        catalogue.get(name)
    (successor,) = [entry for entry in catalogue.entries if entry.startswith(name[:-1])]
    assert name in error.value.message and successor in error.value.hint


def test_an_unknown_name_leads_to_those_that_there_are() -> None:
    with pytest.raises(ModelError, match="There is no model 'nothing'") as error:
        Catalogue().get("nothing")
    assert all(name in error.value.hint for name in Catalogue().entries)
