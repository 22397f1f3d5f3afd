"""Fixtures of networks for sequences (PyTorch): outputs, gradients and ten losses of training.

    ~/peers/bin/python make_sequences.py

One file a network in `sequences/`, made like those of `make_networks.py`: weights are `noise(s, n)`, tensor t of the parameters is
offsets[t] + scales[t] * noise(t), computed in double precision and stored in single. Token i of a batch is (5 i + i // 7) mod tokens, its
target the next one, and of a text with one class (3 i + 1) mod classes; example i has 1 + (4 i + 2) mod length places where lengths vary.

- `gpt`: 2 blocks, 3 heads, width 24, 10 places, 13 tokens, causal, the head shares the embedding;
- `reader`: a block of 2 heads, width 20, 9 places, 11 tokens, that sees both ways but nothing behind the end of its text; the mean of the
  places, 4 classes;
- `vit`: pictures of 8x8x3 in patches of 4, 2 blocks, 2 heads, width 12, the mean of the places, 5 classes.
"""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.numpy import save_file

from make_networks import HERE, fill, flat, noise

FOLDER = HERE / "sequences"
FOLDER.mkdir(exist_ok=True)


class Attention(nn.Module):
    def __init__(self, width, heads, causal):
        super().__init__()
        self.qkv, self.out, self.heads, self.causal = nn.Linear(width, 3 * width), nn.Linear(width, width), heads, causal

    def forward(self, x, mask):
        b, t, c = x.shape
        q, k, v = (a.view(b, t, self.heads, c // self.heads).transpose(1, 2) for a in self.qkv(x).split(c, 2))
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=self.causal)
        return self.out(y.transpose(1, 2).reshape(b, t, c))


class Block(nn.Module):
    def __init__(self, width, heads, causal):
        super().__init__()
        self.n1, self.attention, self.n2 = nn.LayerNorm(width), Attention(width, heads, causal), nn.LayerNorm(width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x, mask=None):
        x = x + self.attention(self.n1(x), mask)
        return x + self.down(F.gelu(self.up(self.n2(x))))


class GPT(nn.Module):
    def __init__(self, blocks=2, heads=3, width=24, length=10, tokens=13):
        super().__init__()
        self.token, self.place = nn.Embedding(tokens, width), nn.Embedding(length, width)
        self.blocks = nn.ModuleList(Block(width, heads, True) for _ in range(blocks))
        self.norm = nn.LayerNorm(width)

    def forward(self, x, lengths=None):
        h = self.token(x) + self.place.weight
        for block in self.blocks:
            h = block(h)
        return self.norm(h) @ self.token.weight.T


class Reader(nn.Module):
    def __init__(self, heads=2, width=20, length=9, tokens=11, classes=4):
        super().__init__()
        self.token, self.place = nn.Embedding(tokens, width), nn.Embedding(length, width)
        self.block, self.norm, self.head = Block(width, heads, False), nn.LayerNorm(width), nn.Linear(width, classes)

    def forward(self, x, lengths):
        seen = torch.arange(x.shape[1])[None] < lengths[:, None]
        h = self.block(self.token(x) + self.place.weight, seen[:, None, None, :])
        mean = (h * seen[..., None]).sum(1) / lengths[:, None]
        return self.head(self.norm(mean))


class ViT(nn.Module):
    def __init__(self, blocks=2, heads=2, width=12, side=8, patch=4, classes=5):
        super().__init__()
        self.patch = nn.Conv2d(3, width, patch, patch)
        self.place = nn.Embedding((side // patch) ** 2, width)
        self.blocks = nn.ModuleList(Block(width, heads, False) for _ in range(blocks))
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, classes)

    def forward(self, x, lengths=None):
        h = self.patch(x).flatten(2).transpose(1, 2) + self.place.weight
        for block in self.blocks:
            h = block(h)
        return self.head(self.norm(h.mean(1)))


def make(name, build, inputs, targets, lengths=None, rate=0.05):
    net = build().double()
    tensors = {"rate": np.array([rate], np.float32)}
    tensors["scales"], tensors["offsets"] = fill(net, ())
    with torch.no_grad():
        tensors["outputs"] = net(inputs, lengths).numpy().astype(np.float32)
    optimiser = torch.optim.SGD(net.parameters(), lr=rate, momentum=0.9, weight_decay=5e-4)
    losses = []
    for step in range(10):
        optimiser.zero_grad()
        outputs = net(inputs, lengths)
        loss = F.cross_entropy(outputs.reshape(-1, outputs.shape[-1]), targets.reshape(-1))
        loss.backward()
        if step == 0:
            tensors["gradient"] = flat([p.grad for p in net.parameters()])
        losses.append(loss.item())
        optimiser.step()
    tensors["losses"] = np.array(losses, np.float32)
    print(name, sum(p.numel() for p in net.parameters()), [f"{loss:.4f}" for loss in losses], flush=True)
    save_file(tensors, FOLDER / f"{name}.safetensors")


def tokens(examples, length, kinds):
    stream = [(5 * i + i // 7) % kinds for i in range(examples * length + 1)]
    return (torch.tensor(part).view(examples, length) for part in (stream[:-1], stream[1:]))


if __name__ == "__main__":
    x, y = tokens(6, 10, 13)
    make("gpt", GPT, x, y)
    x, _ = tokens(7, 9, 11)
    make("reader", Reader, x, torch.tensor([(3 * i + 1) % 4 for i in range(7)]),
         torch.tensor([1 + (4 * i + 2) % 9 for i in range(7)]))
    pictures = torch.tensor(noise(1000, 6 * 192).reshape(6, 3, 8, 8).astype(np.float64))
    make("vit", ViT, pictures, torch.tensor([(3 * i + 1) % 5 for i in range(6)]))
