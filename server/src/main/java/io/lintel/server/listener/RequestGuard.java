package io.lintel.server.listener;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Refuses what [RequestLimits] does not let through. Of a refused request only the method, the address and the
/// language go further; its body is thrown away, and the connection ends with the answer.
final class RequestGuard extends ChannelDuplexHandler {

    /// How long a client may go on sending a body nobody reads: closing at once would reset the connection, and
    /// the client would not hear why (RFC 9112, section 9.6).
    private static final int LINGER_SECONDS = 2;

    /// What the pages in which a refusal is told are made with.
    private static final List<CharSequence> KEPT =
            List.of(HttpHeaderNames.HOST, HttpHeaderNames.ACCEPT_LANGUAGE, HttpHeaderNames.ORIGIN);

    private final RequestLimits limits;

    /// How much of the current body may still come, or negative if it is thrown away.
    private long room;

    private @Nullable ChannelPromise closing;

    RequestGuard(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) throws Exception {
        if (read instanceof HttpRequest request) {
            readRequest(context, request);
        } else if (read instanceof HttpContent content) {
            readContent(context, content);
        } else {
            context.fireChannelRead(read);
        }
    }

    private void readRequest(ChannelHandlerContext context, HttpRequest request) {
        var refused = limits.findRefusal(request);
        if (refused.isEmpty()) {
            room = limits.largestBody(request);
            context.fireChannelRead(new GuardedRequest(
                    request.protocolVersion(), request.method(), request.uri(), request.headers(), null));
            return;
        }
        room = request instanceof LastHttpContent ? 0 : -1;
        context.fireChannelRead(refuse(request, refused.get()));
        context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        ReferenceCountUtil.release(request);
    }

    private static GuardedRequest refuse(HttpRequest request, RefusedRequest refused) {
        var headers = new DefaultHttpHeaders();
        for (var name : KEPT) {
            var value = request.headers().get(name);
            if (value != null) {
                headers.set(name, value);
            }
        }
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        var isReadable = request.decoderResult().isSuccess() && request.uri().startsWith("/");
        return new GuardedRequest(
                HttpVersion.HTTP_1_1, request.method(), isReadable ? request.uri() : "/", headers, refused);
    }

    private void readContent(ChannelHandlerContext context, HttpContent content) {
        var isLast = content instanceof LastHttpContent;
        if (room < 0) {
            ReferenceCountUtil.release(content);
            if (isLast) {
                room = 0;
                finishClosing(context);
            } else {
                context.read();
            }
            return;
        }
        room -= content.content().readableBytes();
        if (content.decoderResult().isFailure()) {
            refuseBody(context, content, RefusedRequest.of(400, "the body is not framed as its header says"));
        } else if (room < 0) {
            refuseBody(context, content, RefusedRequest.of(413, "the body is larger than it may be"));
        } else {
            context.fireChannelRead(content);
        }
    }

    private void refuseBody(ChannelHandlerContext context, HttpContent content, RefusedRequest refused) {
        room = content instanceof LastHttpContent ? 0 : -1;
        ReferenceCountUtil.release(content);
        context.fireExceptionCaught(refused);
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (room >= 0 || !context.channel().isActive() || closing != null) {
            var _ = context.close(promise);
            return;
        }
        closing = promise;
        if (context.channel() instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
        }
        context.channel().config().setAutoRead(true);
        var _ = context.executor().schedule(() -> finishClosing(context), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    private void finishClosing(ChannelHandlerContext context) {
        if (closing != null) {
            var promise = closing;
            closing = null;
            room = 0;
            var _ = context.close(promise);
        }
    }
}
