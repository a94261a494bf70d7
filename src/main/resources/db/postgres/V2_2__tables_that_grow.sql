-- Records and parcels are found by their keys, whatever statistics say, and hardly a row of them is ever deleted. By the
-- server's own settings they were analysed at each tenth that they grew, from 30,000 sampled pages, and vacuumed at each
-- fifth: as much work as a seventh of all the rest. A sample has 300 rows for each step of the largest target.
ALTER TABLE record
    ALTER COLUMN id SET STATISTICS 0,
    ALTER COLUMN digest SET STATISTICS 0,
    ALTER COLUMN previous SET STATISTICS 0,
    ALTER COLUMN body SET STATISTICS 0,
    ALTER COLUMN key_hash SET STATISTICS 10,
    ALTER COLUMN kind SET STATISTICS 10,
    ALTER COLUMN first_author SET STATISTICS 10,
    ALTER COLUMN version SET STATISTICS 10,
    ALTER COLUMN author SET STATISTICS 10,
    ALTER COLUMN holder SET STATISTICS 10,
    ALTER COLUMN status SET STATISTICS 10,
    ALTER COLUMN division SET STATISTICS 10,
    ALTER COLUMN period SET STATISTICS 10,
    ALTER COLUMN subject SET STATISTICS 10,
    ALTER COLUMN at SET STATISTICS 10,
    ALTER COLUMN ledger SET STATISTICS 10,
    ALTER COLUMN epoch SET STATISTICS 10,
    ALTER COLUMN sequence SET STATISTICS 10,
    ALTER COLUMN idx SET STATISTICS 0;
ALTER TABLE record SET (autovacuum_vacuum_insert_scale_factor = 1, autovacuum_vacuum_insert_threshold = 100000);
