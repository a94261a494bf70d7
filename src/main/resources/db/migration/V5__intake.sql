-- Which rows of which files were taken in whole, as 16 bytes each, in order: so that the next export of the same platform is
-- recognised as unchanged, or only what changed in it is authored. "context" is the mapping's text, what was said for the whole
-- file, and the kinds' descriptors: under another one, a row may mean something else.
CREATE TABLE taken_rows (
    context ${bytes} NOT NULL,
    file    ${bytes} NOT NULL,
    n       integer NOT NULL,
    prints  ${bytes} NOT NULL,
    at      ${big} NOT NULL,
    PRIMARY KEY (context, file, n)
);

-- The file that a refused row came from, and the codes of its errors, each between spaces: by these it is found again.
ALTER TABLE quarantine ADD COLUMN name ${text} NOT NULL DEFAULT '';
ALTER TABLE quarantine ADD COLUMN codes ${text} NOT NULL DEFAULT '';
