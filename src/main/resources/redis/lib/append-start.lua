-- The beginning of the append script: functions that most entries do not need are created on first use.
local made
local function rare()
  made = made or make_rare()
  return made
end

-- As in lib/epoch.lua.
local function check_fence(...)
  rare().check_fence(...)
end
