"""Write the trained network as ONNX: weights are kept in eight bits and multiplied in full.

Numbers that are rounded to eight bits on the way through the network come out otherwise on another
machine: processors without dot products of bytes cut sums off, and the last digit of an ordinary
sum decides how the next is rounded. That moved an answer by up to a whole logit.
"""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnx import helper
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
    model = onnx.load(str(path))
    only_weights(model)
    _without_places(model)
    onnx.save(model, str(path))


def only_weights(model: onnx.ModelProto) -> None:
    """Take back that what flows through the network is rounded; its weights stay as they are.

    Each product of rounded numbers (rounding, ``MatMulInteger``, two scales) becomes a product
    with the weights that are scaled once, when the model is loaded.
    """
    graph = model.graph
    makers = {name: node for node in graph.node for name in node.output}
    users = {name: node for node in graph.node for name in node.input}
    weights = {value.name for value in graph.initializer}
    put, gone = {}, set()
    for product in (node for node in graph.node if node.op_type == "MatMulInteger"):
        _, weight, _, zero = product.input
        rounding, counted = makers[product.input[0]], users[product.output[0]]
        result = users[counted.output[0]]
        scales = next(makers[name] for name in result.input if name != counted.output[0])
        scale = next(name for name in scales.input if name in weights)
        full = f"{weight}_full"
        put[result.output[0]] = (
            helper.make_node("DequantizeLinear", [weight, scale, zero], [full], axis=1),
            helper.make_node("MatMul", [rounding.input[0], full], [result.output[0]]),
        )
        gone |= {node.output[0] for node in (rounding, product, counted, scales)}
    nodes = [node for node in graph.node if node.output[0] not in gone]
    new = [made for node in nodes for made in put.get(node.output[0], (node,))]
    del graph.node[:]
    graph.node.extend(new)
    onnx.checker.check_model(model)


def _without_places(model: onnx.ModelProto) -> None:
    """Take out what names files and functions of the machine that made the model."""
    for node in model.graph.node:
        del node.metadata_props[:]
        node.ClearField("doc_string")
    for value in model.graph.value_info:
        del value.metadata_props[:]
    del model.metadata_props[:]
    del model.graph.metadata_props[:]
