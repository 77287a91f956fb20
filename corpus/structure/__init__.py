"""The shape of a report: lines that belong to it, metadata, headings, paragraphs, sentences, passages."""
