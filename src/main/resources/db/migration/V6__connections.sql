-- How far a platform has been read that keeps no flag for it: whatever its connection understands.
CREATE TABLE connection_position (
    connection ${text} NOT NULL PRIMARY KEY,
    position   ${text} NOT NULL,
    at         ${big} NOT NULL
);
