package chat.parley.protocol;

import static chat.parley.protocol.Reading.READER;
import static chat.parley.protocol.Reading.ended;
import static chat.parley.protocol.Reading.nested;
import static chat.parley.protocol.Reading.readSend;
import static chat.parley.protocol.Reading.refused;
import static chat.parley.protocol.Reading.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client may write, and how everything else is refused.
class CommandReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "null",
                "5",
                "\"x\"",
                "[]",
                "[{\"op\":\"ping\"}]",
                "{",
                "{\"op\":\"ping\"",
                "{\"op\":\"ping\"} x",
                "{\"op\":\"ping\"}{}",
                "{\"op\":\"ping\",}",
                "{'op':'ping'}",
                "{\"op\":NaN}",
                "{\"op\":\"ping\",\"n\":01}",
                "{\"op\":\"pi\nng\"}"
            })
    void inputThatIsNotOneJsonObjectClosesTheConnection(String text) {
        CloseException ending = ended(text);
        assertEquals(CloseCode.NOT_JSON, ending.code());
        assertTrue(ending.reason().startsWith("expected one JSON object, got "), ending.reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | op: expected a string, got nothing",
                "{'op':5} | op: expected a string, got 5",
                "{'op':null} | op: expected a string, got nothing",
                "{'op':'join'} | room: expected a string, got nothing",
                "{'op':'join','room':7.5} | room: expected a string, got 7.5",
                "{'op':'join','room':'Lobby'} | got 'Lobby'",
                "{'op':'join','room':'@ada00000000000000'} | room: expected a public id",
                "{'op':'join','room':'lobby','seq':4} | epoch: expected a string, got nothing",
                "{'op':'join','room':'lobby','epoch':'e'} | seq: expected a whole number",
                "{'op':'join','room':'lobby','epoch':'','seq':4} | epoch: expected 1 to 32 characters",
                "{'op':'join','room':'lobby','epoch':'e','seq':-1} | got -1",
                "{'op':'join','room':'lobby','epoch':'e','seq':4.0} | got 4.0",
                "{'op':'join','room':'lobby','epoch':'e','seq':'4'} | got the string '4'",
                "{'op':'join','room':'lobby','epoch':'e','seq':9007199254740992} | got 9007199254740992",
                "{'op':'join','room':'lobby','epoch':'e','seq':99999999999999999999} | got 99999999999999999999",
                "{'op':'join','room':['lobby']} | got an array",
                "{'op':'join','room':{'id':'lobby'}} | got an object",
                "{'op':'send','room':'lobby','text':'x'} | cid: expected a string, got nothing",
                "{'op':'send','room':'lobby','cid':'a.b','text':'x'} | cid: expected 1 to 64 characters",
                "{'op':'send','room':'lobby','cid':'a'} | expected text or data or both, got neither",
                "{'op':'send','room':'lobby','cid':'a','text':null,'data':null} | got neither",
                "{'op':'send','room':'lobby','cid':'a','text':''} | text: expected at least 1 character",
                "{'op':'send','room':'lobby','cid':'a','text':'','data':1} | text: expected at least 1 character",
                "{'op':'send','room':'lobby','cid':'a','text':' \\n"
                        + "\\u3000'} | text: expected at least one visible character",
                "{'op':'send','room':'lobby','cid':'a','text':'\\u200b\\u0000\\ufe0f\\u2060\\u3164'} | text: expected"
                        + " at least one visible character",
                "{'op':'send','room':'lobby','cid':'a','text':' ','data':1} | text: expected at least one visible"
                        + " character",
                "{'op':'send','room':'lobby','cid':'a','text':'\\u0301 \\u20dd'} | text: expected at least one visible"
                        + " character",
                "{'op':'edit','room':'lobby','seq':1,'cid':'a','text':'\\t'} | text: expected at least one visible"
                        + " character",
                "{'op':'send','room':'lobby','cid':'a','text':'\\ud800'} | lone surrogates, got '\\u{d800}'",
                "{'op':'send','room':'lobby','cid':'a','data':{'\\udc00':1}} | lone surrogate",
                "{'op':'send','room':'lobby','cid':'a','text':'x','to':'all'} | to: expected 'room' or 'others', got"
                        + " 'all'",
                "{'op':'send','room':'lobby','cid':'a','text':'x','mentions':'ada'} | mentions: expected an array",
                "{'op':'send','room':'lobby','cid':'a','text':'x','mentions':['ada']} | user id: expected 16 to 26",
                "{'op':'send','room':'lobby','cid':'a','text':'x','mentions':[null]} | mentions[0]: expected a string,"
                        + " got null",
                "{'op':'send','room':'lobby','cid':'a','text':'x','reply':true} | reply: expected a whole number",
                "{'op':'send','room':'@ada','cid':'a','text':'x'} | user id: expected 16 to 26 characters of a-z and"
                        + " 0-9, got 'ada'",
                "{'op':'send','room':'ROOM','cid':'a','text':'x'} | room: expected a public id",
                "{'op':'edit','room':'lobby','seq':1,'cid':'a'} | text: expected a string, got nothing",
                "{'op':'edit','room':'lobby','seq':1,'cid':'a','text':''} | text: expected at least 1 character",
                "{'op':'edit','room':'lobby','cid':'a','text':'x'} | seq: expected a whole number from 0 to"
                        + " 9007199254740991, or of with the id of the message, got nothing",
                "{'op':'edit','room':'lobby','cid':'a','text':'x','seq':1,'of':'ada00000000000000.c'} | of: expected"
                        + " seq or of, got both",
                "{'op':'send','room':'lobby','cid':'a','text':'x','reply':1,'of':'ada00000000000000.c'} | of: expected"
                        + " reply or of, got both",
                "{'op':'delete','room':'lobby','cid':'a','of':'ada.c'} | of: expected the id of a message, <user"
                        + " id>.<cid>, got 'ada.c'",
                "{'op':'edit','room':'@ada00000000000000','seq':1,'cid':'a','text':'x'} | room: expected a public id",
                "{'op':'delete','room':'lobby','seq':1} | cid: expected a string, got nothing",
                "{'op':'react','room':'lobby','seq':1,'cid':'a','on':true} | emoji: expected a string, got nothing",
                "{'op':'react','room':'lobby','seq':1,'cid':'a','on':true,'emoji':''} | emoji: expected 1 to 64 bytes,"
                        + " got 0",
                "{'op':'react','room':'lobby','seq':1,'cid':'a','on':true,'emoji':'😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀x'}"
                        + " | emoji: expected 1 to 64 bytes, got 65",
                "{'op':'react','room':'lobby','seq':1,'cid':'a','emoji':'👍'} | on: expected true or false, got"
                        + " nothing",
                "{'op':'emit','to':'self'} | name: expected a string, got nothing",
                "{'op':'emit','name':'a b','to':'self'} | name: expected 1 to 64 characters of A-Z",
                "{'op':'emit','name':'a'} | to: expected a string, got nothing",
                "{'op':'emit','name':'a','to':'both'} | to: expected 'all', 'room', 'others' or 'self', got 'both'",
                "{'op':'emit','name':'a','to':'room'} | room: expected one beside to: 'room', got nothing",
                "{'op':'emit','name':'a','to':'others'} | room: expected one beside to: 'others', got nothing",
                "{'op':'received','room':'lobby'} | seq: expected a whole number",
                "{'op':'read','room':'lobby','seq':1,'quiet':1} | quiet: expected true or false, got 1",
                "{'op':'typing','room':'lobby'} | on: expected true or false, got nothing",
                "{'op':'receipts','room':'lobby'} | seq: expected a whole number",
                "{'op':'create','kind':'public'} | title: expected a string, got nothing",
                "{'op':'create','title':' ','kind':'public'} | title: expected 1 to 80 characters, got ' '",
                "{'op':'create','title':'Tea'} | kind: expected a string, got nothing",
                "{'op':'create','title':'Tea','kind':'secret'} | kind: expected 'public' or 'private', got 'secret'",
                "{'op':'create','title':'Tea','kind':'direct'} | kind: expected 'public' or 'private', got 'direct'",
                "{'op':'create','title':'Tea','kind':'private','room':'tea'} | room: expected none beside kind:"
                        + " 'private', got 'tea'",
                "{'op':'create','title':'Tea','kind':'public','room':'g:tea'} | room: expected a public id, got"
                        + " 'g:tea'",
                "{'op':'create','title':'Tea','kind':'public','members':['ada']} | user id: expected 16 to 26",
                "{'op':'title','room':'tea','title':'a\\u200bb'} | title: expected no control, bidi or zero-width"
                        + " characters",
                "{'op':'kick','room':'tea'} | user: expected a string, got nothing",
                "{'op':'kick','room':'tea','user':'ada'} | user id: expected 16 to 26",
                "{'op':'kick','room':'tea','user':'ada00000000000000','for':5} | for: expected only beside ban or"
                        + " mute, got 5 beside kick",
                "{'op':'ban','room':'tea','user':'ada00000000000000','for':0} | for: expected milliseconds from 1 on,"
                        + " got 0",
                "{'op':'mute','room':'tea','user':'ada00000000000000','for':'1h'} | for: expected a whole number",
                "{'op':'block'} | user: expected a string, got nothing",
                "{'op':'history','room':'lobby','limit':0} | limit: expected 1 to 100, got 0",
                "{'op':'history','room':'lobby','limit':101} | limit: expected 1 to 100, got 101",
                "{'op':'history','room':'lobby','before':4,'after':2} | expected before, after or since, or none of"
                        + " them, got several",
                "{'op':'history','room':'lobby','since':4,'after':2} | expected before, after or since, or none of"
                        + " them",
                "{'op':'notify','room':'lobby','level':'loud'} | level: expected all, mentions or none, got \"loud\"",
                "{'op':'mark','room':'lobby','seq':-1} | seq: expected a whole number",
                "{'op':'reactors','room':'lobby','seq':1,'emoji':'👍','cursor':'x'} | cursor: expected that of a page",
                "{'op':'members','room':'lobby','only':'online'} | only: expected muted or banned, got 'online'",
                "{'op':'rooms','watch':'yes'} | watch: expected true or false, got the string 'yes'",
                "{'op':'rename'} | name: expected a string, got nothing",
                "{'op':'rename','name':' '} | name: expected 1 to 40 characters",
                "{'op':'hello','token':1} | token: expected a string, got 1",
                "{'op':'hello','resume':{}} | resume: expected an array, got an object",
                "{'op':'hello','resume':['lobby']} | resume[0]: expected an object",
                "{'op':'hello','resume':[{'room':'lobby'}]} | resume[0].epoch: expected a string",
                "{'op':'hello','resume':[{'room':'lobby','epoch':'e','seq':1},{'epoch':'e','seq':1}]} | resume[1].room"
            })
    void badRequestQuotesTheMalformedField(String frame, String message) {
        InvalidCommand refused = refused(frame.replace('\'', '"'));
        assertEquals(ProblemCode.BAD_REQUEST, refused.problem().code());
        String said = refused.problem().getMessage();
        assertTrue(said.contains(message.replace('\'', '"')), said);
    }

    @Test
    void refusalOfAnUnknownCommandListsAllOthers() throws IOException {
        Set<String> known = new TreeSet<>();
        for (String name : GoldenFrames.names()) {
            if (name.startsWith("command-")) {
                known.add(new ObjectMapper()
                        .readTree(GoldenFrames.text(name))
                        .get("op")
                        .textValue());
            }
        }
        String listed = String.valueOf(
                        refused("{\"op\":\"dance\",\"ref\":\"1\"}").problem().getMessage())
                .replaceAll("^op: expected |, got .*$", "");
        assertEquals(known, new TreeSet<>(List.of(listed.split(", | or ", -1))));
    }

    @Test
    void anUnknownCommandIsUnsupported() {
        InvalidCommand refused = refused("{\"op\":\"dance\",\"ref\":\"1\"}");
        assertEquals(ProblemCode.UNSUPPORTED, refused.problem().code());
        assertEquals(Optional.of("1"), refused.ref());
    }

    @Test
    void refusalCarriesItsRefFromAnyPlace() {
        assertEquals(
                Optional.of("9"),
                refused("{\"op\":\"join\",\"room\":5,\"ref\":\"9\"}").ref());
        assertEquals(Optional.of("9"), refused(send("\"data\":" + nested(40))).ref());
        assertEquals(Optional.empty(), refused("{\"op\":\"join\"}").ref());
    }

    @Test
    void aRefIsAStringOfAtMost64Characters() {
        String longest = "😀".repeat(64);
        assertEquals(new Command.Ping(Optional.of(longest)), READER.read(ping("\"" + longest + "\"")));
        assertEquals(new Command.Ping(Optional.of("")), READER.read(ping("\"\"")));
        assertEquals(new Command.Ping(Optional.empty()), READER.read(ping("null")));
        for (String bad : List.of("\"" + "x".repeat(65) + "\"", "5", "{}", "\"\\ud83d\"")) {
            InvalidCommand refused = refused(ping(bad));
            assertEquals(ProblemCode.BAD_REQUEST, refused.problem().code());
            assertEquals(Optional.empty(), refused.ref());
        }
    }

    @Test
    void unknownFieldsAreIgnoredWhateverTheyContain() {
        assertEquals(
                new Command.Ping(Optional.of("1")),
                READER.read("{\"room\":5,\"x\":[[1,{\"y\":[]}],{\"z\":{}}],\"limit\":\"\\ud800\",\"data\":[1],"
                        + "\"op\":\"ping\",\"resume\":7,\"ref\":\"1\"}"));
    }

    @Test
    void lastOfTwoFieldsWithOneNameCounts() {
        assertEquals(
                new Command.Ping(Optional.empty()),
                READER.read("{\"op\":\"join\",\"ref\":5,\"ref\":null,\"op\":\"ping\"}"));
    }

    @Test
    void dataIsKeptWithoutItsWhitespace() {
        Command.Send send = readSend("\"data\" : { \"a\\u0041\" : [ 1.0 , 12345678901234567890123 , -0 , 1E400 ] ,\r\n"
                + "\t\"b\" : \"x \\n\\u2028 😀\" , \"c\" : { } , \"d\" : [ null , true , false ] }");
        assertEquals(
                Optional.of(new Json("{\"aA\":[1.0,12345678901234567890123,-0,1E400],"
                        + "\"b\":\"x \\n\u2028 😀\",\"c\":{},\"d\":[null,true,false]}")),
                send.data());
        assertEquals(Optional.of(new Json("0")), readSend("\"data\":0").data());
        assertEquals(Optional.of(new Json("\"\"")), readSend("\"data\":\"\"").data());
        assertEquals(Optional.of(new Json("false")), readSend("\"data\":false").data());
    }

    private static String ping(String ref) {
        return "{\"op\":\"ping\",\"ref\":" + ref + "}";
    }
}
