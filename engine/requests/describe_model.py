"""The request kind ``describe-model``: describes a model file without running it."""

from __future__ import annotations

from ...contract.card import card_to_json
from ...contract.requests import DescribeModelRequest, DescribeModelResult
from ..channel import Channel
from ..infer.model_file import load_model


def handle(request: DescribeModelRequest, channel: Channel) -> DescribeModelResult:
    """Read, check and screen the model file, and return its card.

    Raises:
        ModelError: The file cannot be used; :func:`onemetre.engine.infer.model_file.load_model` lists the reasons.
    """
    model = load_model(request.model, request.model_sha256)
    for warning in model.warnings:
        channel.log("warning", warning)
    return DescribeModelResult(
        card=card_to_json(model.card), sha256=model.sha256, size=len(model.content), warnings=model.warnings
    )
