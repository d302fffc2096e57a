"""Models as GGUF files that llama.cpp reads to the same answers."""

from pathlib import Path
from typing import Literal

import gguf
import numpy as np
import torch
from gguf.quants import dequantize, quantize
from numpy.typing import NDArray

from factory.hugging_face import Weights
from factory.llama import Shape
from factory.tokenizer import Tokens
from factory.world import World

Precision = Literal["f16", "q8_0", "q4_0"]

FILE_TYPES = {
    "f16": gguf.LlamaFileType.MOSTLY_F16,
    "q8_0": gguf.LlamaFileType.MOSTLY_Q8_0,
    "q4_0": gguf.LlamaFileType.MOSTLY_Q4_0,
}
TENSOR_TYPES = {
    "f16": gguf.GGMLQuantizationType.F16,
    "q8_0": gguf.GGMLQuantizationType.Q8_0,
    "q4_0": gguf.GGMLQuantizationType.Q4_0,
}
NAMES = {
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "ffn_norm",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}


def llama_cpp_name(name: str) -> str:
    if name == "model.embed_tokens.weight":
        return "token_embd.weight"
    if name == "model.norm.weight":
        return "output_norm.weight"
    layer, rest = name.removeprefix("model.layers.").removesuffix(".weight").split(".", 1)
    return f"blk.{layer}.{NAMES[rest]}.weight"


def interleaved(weight: NDArray[np.float32], heads: int) -> NDArray[np.float32]:
    """Rows of a query or key matrix in the order that llama.cpp rotates: pairs side by side, not in two halves."""
    rows, columns = weight.shape
    return weight.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)


def arranged(name: str, weight: NDArray[np.float32], shape: Shape) -> NDArray[np.float32]:
    if name.endswith("q_proj.weight"):
        return interleaved(weight, shape.heads)
    return interleaved(weight, shape.key_heads) if name.endswith("k_proj.weight") else weight


def write_gguf(
    path: Path, name: str, world: World, tokens: Tokens, shape: Shape, weights: Weights, precision: Precision
) -> None:
    """Norms stay F32; the output matrix is the embedding and is left out."""
    writer = gguf.GGUFWriter(path, "llama")
    describe(writer, name, shape, precision)
    write_vocabulary(writer, world, tokens)
    for published, weight in weights.items():
        values = arranged(published, weight.float().numpy(), shape)
        kind = gguf.GGMLQuantizationType.F32 if values.ndim == 1 else TENSOR_TYPES[precision]
        writer.add_tensor(llama_cpp_name(published), quantize(values, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def describe(writer: gguf.GGUFWriter, name: str, shape: Shape, precision: Precision) -> None:
    writer.add_name(name)
    writer.add_file_type(FILE_TYPES[precision])
    writer.add_vocab_size(shape.vocabulary)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.inner)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.key_heads)
    writer.add_layer_norm_rms_eps(shape.epsilon)
    writer.add_rope_dimension_count(shape.head_width)
    writer.add_rope_freq_base(shape.theta)


def write_vocabulary(writer: gguf.GGUFWriter, world: World, tokens: Tokens) -> None:
    special = set(tokens.special)
    kinds = [gguf.TokenType.CONTROL if token in special else gguf.TokenType.NORMAL for token in tokens.vocabulary]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens.vocabulary)
    writer.add_token_types(kinds)
    writer.add_token_merges(tokens.merges)
    writer.add_bos_token_id(tokens.end)
    writer.add_eos_token_id(tokens.end)
    writer.add_pad_token_id(tokens.pad)
    writer.add_add_bos_token(False)
    writer.add_add_eos_token(False)
    writer.add_chat_template(world.template)


def as_read_back(weights: Weights, precision: Precision) -> Weights:
    """The weights that a file of this precision holds. Quantisation works along rows, so it may precede reordering."""
    kind = TENSOR_TYPES[precision]

    def rounded(weight: torch.Tensor) -> torch.Tensor:
        if weight.dim() == 1:
            return weight
        return torch.from_numpy(dequantize(quantize(weight.float().numpy(), kind), kind).copy()).half()

    return {name: rounded(weight) for name, weight in weights.items()}
