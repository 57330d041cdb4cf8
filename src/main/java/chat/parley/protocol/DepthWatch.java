package chat.parley.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/// A parser that records when objects and arrays nest deeper than allowed, and reads on: the frame's `ref`
/// may follow.
final class DepthWatch extends JsonParserDelegate {

    private final int maxDepth;
    private boolean tooDeep;

    DepthWatch(JsonParser json, int maxDepth) {
        super(json);
        this.maxDepth = maxDepth;
    }

    /// Whether it has been too deep so far.
    boolean tooDeep() {
        return tooDeep;
    }

    /// The next token, which must exist.
    JsonToken next() throws IOException {
        JsonToken token = nextToken();
        if (token == null) {
            throw new CloseException(CloseCode.NOT_JSON, "expected one JSON object, got nothing");
        }
        if (token.isStructStart() && getParsingContext().getNestingDepth() > maxDepth) {
            tooDeep = true;
        }
        return token;
    }

    /// Advances to the last token of the current value, passing each of its tokens to `visitor`.
    void throughValue(TokenVisitor visitor) throws IOException {
        JsonToken token = currentToken();
        int open = 0;
        while (true) {
            visitor.visit(token);
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (open == 0) {
                return;
            }
            token = next();
        }
    }

    /// Receives each token.
    interface TokenVisitor {
        void visit(JsonToken token) throws IOException;
    }
}
