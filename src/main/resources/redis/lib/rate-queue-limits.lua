-- How long a place in the queue before the message rate is good for behind its moment, and how far ahead the last may be.
local PATIENCE, LONGEST = 10000, 120000
