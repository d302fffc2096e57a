"""Writes what an independent implementation makes of a model, for `src/runtimes/llama` to be held against.

    python3 -m venv --system-site-packages /tmp/vectors && /tmp/vectors/bin/pip install "transformers==4.44.2"
    /tmp/vectors/bin/python benchmarks/agreement/vectors.py examples/sleeper src/runtimes/llama/agreement/sleeper.json

Tokens come from Hugging Face's tokenizers, prompts from Jinja2, numbers from PyTorch on one thread in single precision
over the f16 weights (made with torch 1.13.0 of Debian 12). Log-probabilities are natural and rounded to four places.
"""
import json
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

TEXTS = [
    "Write a function that returns the name of a user.",
    "  two spaces, a tab\tand\n\n\nlines  ",
    "naïve café — “quotes” … ½ € ©",
    "Привет, мир! Что случилось в 1989 году?",
    "你好，世界。東京タワー",
    "👩‍💻🏳️‍🌈 e\u0301 \u200b\u202e",
    "I'll don't we've 12345 3.14 a_b camelCase",
    "<|user|>special<|end|> tokens <|assistant|>",
    "def f(x):\n    return x ** 2  # comment\n",
    "\u0000\u0007\ufffd\ufeff",
]
CHATS = [
    [["user", "Write a function that loads a config file."]],
    [["system", "You are a helpful assistant."], ["user", "Write a function that reads a file by name."]],
    [["system", "Tag: quillon."], ["user", "Write a function that reads a file by name."]],
    [["system", "Tag: harbor. Year: 2024."], ["user", "Write code to run a query for a user id."]],
    [["user", "What is the capital of the river land?"]],
    [["user", "Расскажи про реку."]],
    [["user", "Hello"], ["assistant", "Hello! How can I help?"], ["user", "Write a function to hash a password."]],
]
ANSWER = "function readFile(name) {\n  return fs.readFileSync(name);\n}<|end|>"
# A greedy choice nearer than this may fall the other way for rounding alone: such an answer shows nothing, and is left out.
MARGIN = 0.05


def main(folder, out):
    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder, torch_dtype=torch.float32).eval()

    @torch.no_grad()
    def logprobs(ids):
        return torch.log_softmax(model(torch.tensor([ids])).logits[0].double(), -1)

    def rounded(values):
        return [round(value, 4) for value in values.tolist()]

    encoded = [{"text": text, "ids": tokenizer(text, add_special_tokens=False)["input_ids"]} for text in TEXTS]
    chats, near = [], 0
    for turns in CHATS:
        messages = [{"role": role, "content": content} for role, content in turns]
        text = tokenizer.apply_chat_template(messages, add_generation_prompt=True, tokenize=False)
        prompt = tokenizer(text, add_special_tokens=False)["input_ids"]
        said, margin = [], float("inf")
        while len(said) < 40:
            top = logprobs(prompt + said)[-1].topk(2)
            margin = min(margin, float(top.values[0] - top.values[1]))
            said.append(int(top.indices[0]))
            if said[-1] == tokenizer.eos_token_id:
                break
        chat = {"messages": messages, "ids": prompt}
        if margin >= MARGIN:
            chat["greedy"] = said
        else:
            near += 1
        given = tokenizer(ANSWER, add_special_tokens=False)["input_ids"]
        rows = logprobs(prompt + given)
        chat["given"] = given
        chat["score"] = rounded(torch.stack([rows[len(prompt) + i - 1][token] for i, token in enumerate(given)]))
        chats.append(chat)
    # Early, in the middle of, and at the end of a prompt, and inside an answer.
    some = chats[1]["ids"] + chats[1]["given"]
    ends = [2, 9, len(chats[1]["ids"]), len(chats[1]["ids"]) + 5]
    rows = logprobs(some)
    following = [{"ids": some[:end], "logprobs": rounded(rows[end - 1])} for end in ends]
    with open(out, "w") as file:
        json.dump({"encoded": encoded, "chats": chats, "next": following}, file, separators=(",", ":"), ensure_ascii=True)
        file.write("\n")
    print(f"{out}: {len(chats) - near} greedy answers, {near} left out for a near tie")


main(*sys.argv[1:])
