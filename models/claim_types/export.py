"""Write the trained network as ONNX with weights of eight bits."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from models.claim_types.network import Network

#: From this one on GELU is one step and not five.
OPSET = 20
_INPUTS = ("ids", "segments", "mask")


def export(network: Network, path: Path) -> None:
    """The network at full precision is written first and then quantized, weight by weight."""
    # Three tensors: one given three times would become one input.
    example = tuple(torch.ones(2, 9, dtype=torch.long) for _ in _INPUTS)
    axes = {0: torch.export.Dim("batch"), 1: torch.export.Dim("tokens", max=512)}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            network.eval(),
            example,
            str(full),
            input_names=list(_INPUTS),
            output_names=["logits"],
            dynamic_shapes=(axes, axes, axes),
            opset_version=OPSET,
            external_data=False,
            dynamo=True,
            verbose=False,
        )
        _without_places(full)
        quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True)
    _without_places(path)


def _without_places(path: Path) -> None:
    """Take out what names files and functions of the machine that made the model."""
    model = onnx.load(str(path))
    for node in model.graph.node:
        del node.metadata_props[:]
        node.ClearField("doc_string")
    for value in model.graph.value_info:
        del value.metadata_props[:]
    del model.metadata_props[:]
    del model.graph.metadata_props[:]
    onnx.save(model, str(path))
