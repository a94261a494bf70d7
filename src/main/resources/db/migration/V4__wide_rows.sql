-- Rows of some kilobytes, such as certificates, are read and written more often than they would gain by compression.
${wide};
