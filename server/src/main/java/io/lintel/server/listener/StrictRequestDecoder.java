package io.lintel.server.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Netty's decoder, without the parts of it that mend what is ambiguous (RFC 9112, sections 5.2 and 6.3), and
/// with an end to its patience: a header takes 10 seconds from its first byte, a body 30 from the end of its
/// header.
///
/// What cannot be read comes out as a request with a failed [DecoderResult], and nothing after it is read.
final class StrictRequestDecoder extends HttpRequestDecoder {

    private static final int HEADER_SECONDS = 10;
    private static final int BODY_SECONDS = 30;

    /// A client whose body took too long is told so, and then has this long to hear it.
    private static final int FAREWELL_SECONDS = 5;

    private enum Waiting {
        NOTHING,
        HEADER,
        BODY
    }

    private final Consumer<Boolean> isHead;

    private boolean isInHeader = true;
    private boolean hasBegun;
    private boolean hasRequestLine;
    private boolean isBroken;
    private long message;

    private Waiting waiting = Waiting.NOTHING;
    private long waitingFor;
    private @Nullable Future<?> timer;

    /// @param isHead told of each request whether it is HEAD
    StrictRequestDecoder(HttpDecoderConfig config, Consumer<Boolean> isHead) {
        super(config);
        this.isHead = isHead;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (isBroken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (isInHeader && in.isReadable()) {
            hasBegun = true;
            if (hasFoldedLine(in)) {
                refuse(in, out);
                return;
            }
        }
        var before = out.size();
        super.decode(context, in, out);
        for (var i = before; i < out.size(); i++) {
            note(out.get(i));
        }
    }

    private void note(Object decoded) {
        if (decoded instanceof HttpRequest request) {
            isHead.accept(request.method().equals(HttpMethod.HEAD));
        }
        if (decoded instanceof HttpMessage read) {
            isInHeader = false;
            isBroken = read.decoderResult().isFailure();
        }
        if (decoded instanceof LastHttpContent) {
            isInHeader = true;
            hasBegun = false;
            hasRequestLine = false;
            message++;
        }
    }

    /// Whether a line that is whole begins with white space. The buffer begins with a line: Netty takes headers
    /// line by line.
    private boolean hasFoldedLine(ByteBuf in) {
        var end = in.writerIndex();
        for (var at = in.readerIndex(); at < end; ) {
            var first = in.getByte(at);
            if (first == ' ' || first == '\t') {
                return true;
            }
            var lineFeed = in.indexOf(at, end, (byte) '\n');
            if (lineFeed < 0) {
                return false;
            }
            var isBlank = lineFeed == at || (lineFeed == at + 1 && first == '\r');
            if (isBlank && hasRequestLine) {
                return false;
            }
            hasRequestLine |= !isBlank;
            at = lineFeed + 1;
        }
        return false;
    }

    private void refuse(ByteBuf in, List<Object> out) {
        in.skipBytes(in.readableBytes());
        var request = createInvalidMessage();
        request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("a line is folded")));
        out.add(request);
        note(request);
        isBroken = true;
    }

    /// Netty would believe the one and drop the other.
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage request) {
        throw new IllegalArgumentException("there are both Content-Length and Transfer-Encoding");
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        super.channelReadComplete(context);
        wait(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        stopTimer();
        super.channelInactive(context);
    }

    private void wait(ChannelHandlerContext context) {
        var now = isBroken ? Waiting.NOTHING : !isInHeader ? Waiting.BODY : hasBegun ? Waiting.HEADER : Waiting.NOTHING;
        if (now == waiting && message == waitingFor) {
            return;
        }
        stopTimer();
        waiting = now;
        waitingFor = message;
        timer = switch (now) {
            case NOTHING -> null;
            case HEADER -> context.executor().schedule(() -> close(context), HEADER_SECONDS, TimeUnit.SECONDS);
            case BODY -> context.executor().schedule(() -> giveUp(context), BODY_SECONDS, TimeUnit.SECONDS);
        };
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private static void close(ChannelHandlerContext context) {
        var _ = context.close();
    }

    private void giveUp(ChannelHandlerContext context) {
        isBroken = true;
        context.fireExceptionCaught(RefusedRequest.of(408, "the body did not arrive in " + BODY_SECONDS + " seconds"));
        var _ = context.executor().schedule(() -> close(context), FAREWELL_SECONDS, TimeUnit.SECONDS);
    }
}
