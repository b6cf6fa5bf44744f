package io.lintel.server.listener;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Queue;

/// Matches the responses of a connection with its requests, which they follow in order (RFC 9112, section
/// 9.3.2).
final class ExchangeMeter extends ChannelDuplexHandler {

    private final Exchanges exchanges;
    private final Queue<GuardedRequest> unanswered = new ArrayDeque<>(4);
    private int status;
    private long bytes;

    ExchangeMeter(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        if (read instanceof GuardedRequest request) {
            unanswered.add(request);
            exchanges.began();
        }
        context.fireChannelRead(read);
    }

    @Override
    public void write(ChannelHandlerContext context, Object written, ChannelPromise promise) {
        var isFinal = true;
        if (written instanceof HttpResponse response) {
            isFinal = response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
            status = response.status().code();
            bytes = 0;
        }
        if (written instanceof HttpContent content) {
            bytes += content.content().readableBytes();
        }
        if (written instanceof LastHttpContent && isFinal) {
            var request = unanswered.poll();
            if (request != null) {
                exchanges.answered(request, status, bytes);
            }
        }
        var _ = context.write(written, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        while (unanswered.poll() != null) {
            exchanges.abandoned();
        }
        context.fireChannelInactive();
    }
}
