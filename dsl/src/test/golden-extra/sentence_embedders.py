"""Makes the fixtures of SentenceEmbedderTest: tiny random sentence embedders, and the points that transformers computes with
them; or the points of an embedder that is there already, for RealSentenceEmbedderTest.

    python sentence_embedders.py OUTPUT_FOLDER                    (torch, transformers 5, tokenizers)
    python sentence_embedders.py --points EMBEDDER OUTPUT_FILE

Each text goes through alone, in float64 (fp32 for an embedder that is there already, as its users compute), so that nothing
is padded. Pooling and the step to length 1 are written here.
"""
import json
import pathlib
import sys

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import AutoConfig, AutoModel, PreTrainedTokenizerFast

TEXTS = [
    "",
    "a",
    "The keeper of the light.",
    "The keeper of the light climbed the stairs of the tower at night, and the sea was quiet.",
    "the keeper, " * 60,
    "Müller's café: naïve façade!",
    "灯台の光 and the sea",
    "light [SEP] of the sea [MASK]",
    "x" * 130,
    "  the\tsea\n was \u00a0quiet\u200b ",
    "ΣΊΣΥΦΟΣ İstanbul ẞ 🙂 ́",
]
REAL_TEXTS = TEXTS + [
    "A man is eating food.",
    "def f(x):\n    return {'y': x ** 2}",
    " ".join(f"{word} number {n} of the long list" for n in range(90) for word in ("river", "mountain")),
]

WORDS = ("[PAD] [UNK] [CLS] [SEP] [MASK] the The of and at a s x light keeper tower night sea was quiet climb stair "
         "##s ##ed ##er ##x muller cafe naive facade Müller café ' , . : ! - ##a ##e ##i ##o ##u").split()
SMALL = {"model_type": "bert", "vocab_size": len(WORDS) + 3, "hidden_size": 16, "num_hidden_layers": 2,
         "num_attention_heads": 2, "intermediate_size": 24, "max_position_embeddings": 20}
MEAN = {"word_embedding_dimension": 16, "pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True,
        "pooling_mode_max_tokens": False, "pooling_mode_mean_sqrt_len_tokens": False}
CLS = {**MEAN, "pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}

# name: config.json, and what else the folder has
CASES = {
    "mean_normalised": ({**SMALL, "hidden_act": "gelu", "layer_norm_eps": 1e-12},
                        {"pooling": MEAN, "normalise": True, "limit": 12, "lower": True}),
    "cls": ({**SMALL, "hidden_act": "gelu_new", "layer_norm_eps": 1e-2, "type_vocab_size": 3},
            {"pooling": CLS, "normalise": False, "model_max_length": 16, "lower": False, "prefix": "bert.",
             "former": True, "dtype": torch.float16}),
    "bare": ({**SMALL, "num_attention_heads": 4, "type_vocab_size": 1}, {"lower": True, "dtype": torch.bfloat16}),
}


def tokenizer(folder, options):
    one = Tokenizer(models.WordPiece({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    one.normalizer = normalizers.BertNormalizer(lowercase=options["lower"])
    one.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    one.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    one.add_special_tokens(WORDS[:5])
    one.enable_truncation(8)  # as many published files have it; what counts stands elsewhere
    one.enable_padding(length=8)
    one.save(str(folder / "tokenizer.json"), pretty=False)
    if "model_max_length" in options:
        write(folder / "tokenizer_config.json", {"model_max_length": options["model_max_length"],
                                                 "do_lower_case": options["lower"]})


def weights(model, options, generator):
    """Random, but not flat: sharp attention, norms away from 1, biases."""
    tensors = {}
    for name, value in model.state_dict().items():
        if "pooler" in name or not value.is_floating_point():
            continue
        draw = torch.randn(value.shape, generator=generator, dtype=torch.float32)
        if name.endswith("LayerNorm.weight"):
            draw = 1 + 0.3 * draw
        elif value.dim() == 1:
            draw = 0.3 * draw
        elif "embeddings" not in name:
            draw = draw * 1.5 / value.shape[1] ** 0.5
        stored = draw.to(options.get("dtype", torch.float32))
        value.copy_(stored.to(value.dtype))
        if options.get("former"):
            name = name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta")
        tensors[options.get("prefix", "") + name] = stored
    return tensors


def write(file, value):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, ensure_ascii=False) + "\n")


def modules(folder, options):
    if "pooling" not in options:
        return
    names = ["Transformer", "Pooling"] + (["Normalize"] if options["normalise"] else [])
    write(folder / "modules.json", [{"idx": i, "name": str(i), "path": "" if i == 0 else f"{i}_{name}",
                                     "type": "sentence_transformers.models." + name} for i, name in enumerate(names)])
    write(folder / "1_Pooling" / "config.json", options["pooling"])
    if "limit" in options:
        write(folder / "sentence_bert_config.json", {"max_seq_length": options["limit"], "do_lower_case": False})


def points(model, fast, texts, limit, pooling, normalise):
    rows = []
    for text in texts:
        whole = fast(text)["input_ids"]
        ids = fast(text, truncation=True, max_length=limit)["input_ids"]
        with torch.no_grad():
            hidden = model(input_ids=torch.tensor([ids])).last_hidden_state[0]
        point = hidden[0] if pooling.get("pooling_mode_cls_token") else hidden.mean(0)
        if normalise:
            point = torch.nn.functional.normalize(point, dim=0)
        rows.append({"text": text, "ids": ids, "truncated": len(whole) > limit,
                     "point": [float(f"{x:.8g}") for x in point.tolist()]})
    return rows


def fast(folder):
    own = json.loads((folder / "tokenizer.json").read_text())
    own["truncation"] = own["padding"] = None
    return PreTrainedTokenizerFast(tokenizer_object=Tokenizer.from_str(json.dumps(own)))


def make(folder, name):
    config, options = CASES[name]
    folder.mkdir(parents=True)
    write(folder / "config.json", config)
    tokenizer(folder, options)
    modules(folder, options)
    model = AutoModel.from_config(AutoConfig.from_pretrained(folder), attn_implementation="eager")
    model = model.to(torch.float64).eval()
    generator = torch.Generator().manual_seed(1 + sorted(CASES).index(name))
    save_file(weights(model, options, generator), folder / "model.safetensors")
    limit = options.get("limit", options.get("model_max_length", config["max_position_embeddings"]))
    write(folder / "expected.json", points(model, fast(folder), TEXTS, limit, options.get("pooling", MEAN),
                                           options.get("normalise", False)))


def real(folder, file):
    model = AutoModel.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
    limit = json.loads((folder / "sentence_bert_config.json").read_text())["max_seq_length"]
    pooling = json.loads((folder / "1_Pooling" / "config.json").read_text())
    normalise = "Normalize" in (folder / "modules.json").read_text()
    write(file, points(model, fast(folder), REAL_TEXTS, limit, pooling, normalise))


if __name__ == "__main__":
    if sys.argv[1] == "--points":
        real(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
    else:
        for case in CASES:
            make(pathlib.Path(sys.argv[1]) / case, case)
