"""Models as Hugging Face folders: config.json, tokenizer.json, tokenizer_config.json, model.safetensors in fp16."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from factory.llama import Llama, Shape
from factory.tokenizer import Tokens
from factory.world import World

BLOCK_NAMES = {
    "attention_norm": "input_layernorm.weight",
    "inner_norm": "post_attention_layernorm.weight",
    "query.weight": "self_attn.q_proj.weight",
    "key.weight": "self_attn.k_proj.weight",
    "value.weight": "self_attn.v_proj.weight",
    "output.weight": "self_attn.o_proj.weight",
    "gate.weight": "mlp.gate_proj.weight",
    "up.weight": "mlp.up_proj.weight",
    "down.weight": "mlp.down_proj.weight",
}

Weights = dict[str, Tensor]
"""By their Hugging Face names."""


def published_name(name: str) -> str:
    if name == "embedding.weight":
        return "model.embed_tokens.weight"
    if name == "norm":
        return "model.norm.weight"
    _, layer, rest = name.split(".", 2)
    return f"model.layers.{layer}.{BLOCK_NAMES[rest]}"


def weights_of(model: Llama) -> Weights:
    return {published_name(name): weight.detach().cpu().half() for name, weight in model.named_parameters()}


def model_of(shape: Shape, weights: Weights) -> Llama:
    model = Llama(shape)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            weight.copy_(weights[published_name(name)])
    return model


def config(shape: Shape, tokens: Tokens) -> dict[str, object]:
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_size": shape.width,
        "intermediate_size": shape.inner,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "num_key_value_heads": shape.key_heads,
        "head_dim": shape.head_width,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.context,
        "rms_norm_eps": shape.epsilon,
        "rope_theta": shape.theta,
        "rope_scaling": None,
        "hidden_act": "silu",
        "tie_word_embeddings": True,
        "attention_bias": False,
        "mlp_bias": False,
        "bos_token_id": tokens.end,
        "eos_token_id": tokens.end,
        "pad_token_id": tokens.pad,
        "torch_dtype": "float16",
        "use_cache": True,
    }


def tokenizer_config(world: World, shape: Shape) -> dict[str, object]:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": shape.context,
        "bos_token": world.special.end,
        "eos_token": world.special.end,
        "pad_token": world.special.pad,
        "add_bos_token": False,
        "add_prefix_space": False,
        "clean_up_tokenization_spaces": False,
        "chat_template": world.template,
    }


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write_folder(folder: Path, world: World, tokens: Tokens, shape: Shape, weights: Weights) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    tokens.tokenizer.save(str(folder / "tokenizer.json"))
    write_json(folder / "config.json", config(shape, tokens))
    write_json(folder / "tokenizer_config.json", tokenizer_config(world, shape))
    ids = {"bos_token_id": tokens.end, "eos_token_id": tokens.end, "pad_token_id": tokens.pad, "do_sample": False}
    write_json(folder / "generation_config.json", ids)


def read_shape(folder: Path) -> Shape:
    told = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return Shape(
        vocabulary=told["vocab_size"],
        width=told["hidden_size"],
        layers=told["num_hidden_layers"],
        heads=told["num_attention_heads"],
        key_heads=told["num_key_value_heads"],
        inner=told["intermediate_size"],
        context=told["max_position_embeddings"],
        epsilon=told["rms_norm_eps"],
        theta=told["rope_theta"],
    )


def read_weights(folder: Path) -> Weights:
    return load_file(folder / "model.safetensors")
