/** `python to_docbin.py dataset.jsonl out.spacy`: spans go into the group `sc`, since entities may not overlap. */
export const DOCBIN_SCRIPT = `import json, sys, spacy
from spacy.tokens import Doc, DocBin, Span

vocab, docs = spacy.blank("xx").vocab, DocBin()
for line in open(sys.argv[1], encoding="utf-8", newline="\\n"):
    task = json.loads(line)
    doc = Doc(vocab, words=[t["text"] for t in task["tokens"]], spaces=[t["ws"] for t in task["tokens"]])
    doc.spans["sc"] = [Span(doc, s["token_start"], s["token_end"] + 1, label=s["label"]) for s in task["spans"]]
    docs.add(doc)
docs.to_disk(sys.argv[2])
`;
