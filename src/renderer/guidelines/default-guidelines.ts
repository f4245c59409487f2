/** A text to start from, for the labels that every project begins with. Its headings are the labels' names. */
export const DEFAULT_GUIDELINES = `# Who said what, and under which condition

An attribution is one claim, with those it is credited to and with what has to hold for it. Begin with the claim; then ask who is behind it, and what it depends on. Annotate what the text says, not what you know.

## Speaker

Mark the words that name the source: a person, a group, an authority, a paper.

- Take the whole name with its title, its article and whatever tells who it is: **harbour master Ilse Brandt**.
- A pronoun beside the verb is the speaker, as it stands. Who is meant goes into the entity, not into the span.
- Leave out whoever is spoken *to* (“assured **the council**”), and the preposition of “according to”.

## Claim

Mark everything that the author puts into the source’s mouth, and nothing that the author may have put in.

- Take along *that*, *whether* and *to*, the quotation marks, and the signs inside them.
- Leave out the verb of saying, the comma before it, and the full stop after the closing quotation mark.
- A claim need not be quoted. Most are not: look for verbs of saying, thinking, doubting and denying.
- A quotation that is interrupted (“We can start,” he wrote, “but not in June.”) is one claim in two pieces: select the second piece and press \`A\`, unless the project settings say otherwise.
- A claim may hold another: in “the mayor complained that the board had promised help”, both are marked.
- No claims: words in scare quotes, titles of works, mere topics (“a speech about fares”), things that are done.

## Condition

Mark the words that say under what the claim holds, and relate them to it.

- Take the whole clause with the word that opens it: **if the dam is finished**, **unless fares go up**.
- Turned-round clauses count (“**Were the bridge open**, …”), and so does what is needed (“**a new vote** would be required”).
- No conditions: *although* and *despite*, a mere date, a reason, a purpose, and *if* where it means *whether*.
- Expect few of them, about one an article, and read for them once more when you are done.

## Cue

Mark the verb or phrase that signals the claim: **told**, **in the words of**, **voiced hope**. Projects that do without cues leave this label switched off.

## Relations

- **said by**: from each claim to each of its speakers. Two speakers may share a claim.
- **holds if**: from a claim to each condition that it depends on.
- **cued by**: from a claim to its cue.

A claim without a speaker and a condition without a claim are not finished. If the text names no source, say so in a note.

## In doubt

Choose the shorter span that still means the same, write a note, and go on. What comes up twice belongs in here.
`;
