package chat.parley.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Errors as Redis 6.2, 7.0 and 8.2 report them, directly, in a script, and caught in a script.
final class RedisErrorCodeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OOM | OOM command not allowed when used memory > 'maxmemory'.",
                "OOM | OOM command not allowed when used memory > 'maxmemory'. script: 8d57, on @user_script:1.",
                "OOM | ERR Error running script (call to f_8d57): @user_script:1: @user_script: 1: -OOM command not allowed.",
                "OOM | -OOM command not allowed when used memory > 'maxmemory'.",
                "READONLY | READONLY You can't write against a read only replica. script: 8d57, on @user_script:1.",
                "READONLY | ERR Error running script (call to f_8d57): @user_script:17: @user_script: 17: -READONLY You can't.",
                "MISCONF | MISCONF Errors writing to the AOF file: No space left on device",
                "MISCONF | ERR Error running script (call to f_8d57): @user_script:1: @user_script: 1: -MISCONF Redis is.",
                "NOREPLICAS | NOREPLICAS Not enough good replicas to write. script: 8d57, on @user_script:1.",
                "NOAUTH | NOAUTH Authentication required.",
                "WRONGPASS | WRONGPASS invalid username-password pair or user is disabled.",
                "NOPERM | NOPERM this user has no permissions to run the 'info' command or its subcommand",
                "NOPERM | NOPERM User parley has no permissions to run the 'info' command",
                "NOPERM | ERR The user executing the script can't run this command or subcommand script: f56f, on @user_script:1.",
                "NOPERM | @user_script: 1: The user executing the script can't run this command or subcommand",
                "NOPERM | ERR ACL failure in script: No permissions to access a key script: f56f, on @user_script:1.",
                "BUSY | BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
                "LOADING | LOADING Redis is loading the dataset in memory",
                "MASTERDOWN | MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "CLUSTERDOWN | CLUSTERDOWN The cluster is down",
                "TRYAGAIN | TRYAGAIN Multiple keys request during rehashing of slot",
                "'' | ERR unknown command 'EVALSHA'",
                "'' | ERR Error running script (call to f_8d57): @user_script:1: attempt to index a nil value",
                "'' | WRONGTYPE Operation against a key holding the wrong kind of value",
            })
    void errorCodeIsRecognisedAnywhereInTheReply(String code, String said) {
        assertEquals(code, RedisErrorCode.of(said).map(Enum::name).orElse(""));
    }
}
