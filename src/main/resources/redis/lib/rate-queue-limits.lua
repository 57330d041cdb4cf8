-- How long a place in the message rate queue is valid after its moment, and how far ahead the last may be.
local PATIENCE, LONGEST = 10000, 120000
