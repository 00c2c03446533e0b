package io.muster.broker.artemis;

import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.paging.PagingManager;
import org.apache.activemq.artemis.core.paging.cursor.PageSubscription;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.impl.QueueFactoryImpl;
import org.apache.activemq.artemis.core.server.impl.QueueImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artemis, but the queues of the services cannot be deleted. Its MQTT protocol deletes the queue of a subscription,
 * with all that waits in it, when anything goes wrong while a client subscribes: it is enough that a service is killed
 * right after its SUBSCRIBE.
 */
final class KeepingServer extends ActiveMQServerImpl {

    private final ServiceQueues kept;

    KeepingServer(Configuration configuration, ActiveMQSecurityManager security, ServiceQueues kept) {
        super(configuration, null, security);
        this.kept = kept;
    }

    /** Called after the server has made its queue factory and before it loads the queues. */
    @Override
    public PagingManager createPagingManager() throws Exception {
        replaceQueueFactory(new KeepingQueueFactory());
        return super.createPagingManager();
    }

    private final class KeepingQueueFactory extends QueueFactoryImpl {

        KeepingQueueFactory() {
            super(
                    getExecutorFactory(),
                    getScheduledPool(),
                    getAddressSettingsRepository(),
                    getStorageManager(),
                    KeepingServer.this);
        }

        @Override
        public Queue createQueueWith(QueueConfiguration configuration, PagingManager paging, Filter filter) {
            if (!kept.contains(configuration.getName())) {
                return super.createQueueWith(configuration, paging, filter);
            }
            Queue queue = new KeptQueue(configuration, filter, getPageSubscription(configuration, paging, filter));
            getCriticalAnalyzer().add(queue);
            return queue;
        }

        private final class KeptQueue extends QueueImpl {

            private static final Logger LOG = LoggerFactory.getLogger(KeptQueue.class);

            KeptQueue(QueueConfiguration configuration, Filter filter, PageSubscription pages) {
                super(
                        configuration,
                        filter,
                        pages.getPagingStore(),
                        pages,
                        scheduledExecutor,
                        postOffice,
                        storageManager,
                        addressSettingsRepository,
                        executorFactory.getExecutor(),
                        server,
                        KeepingQueueFactory.this);
            }

            @Override
            public void deleteQueue(boolean removeConsumers) {
                LOG.warn("Queue of a service kept queue={}", getName());
            }
        }
    }
}
