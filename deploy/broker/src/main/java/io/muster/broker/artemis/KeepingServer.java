package io.muster.broker.artemis;

import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.paging.PagingManager;
import org.apache.activemq.artemis.core.paging.cursor.PageSubscription;
import org.apache.activemq.artemis.core.postoffice.Binding;
import org.apache.activemq.artemis.core.postoffice.BindingType;
import org.apache.activemq.artemis.core.server.BindingQueryResult;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.impl.AddressInfo;
import org.apache.activemq.artemis.core.server.impl.QueueFactoryImpl;
import org.apache.activemq.artemis.core.server.impl.QueueImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.apache.activemq.artemis.utils.CompositeAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artemis, but the queues of the services cannot be deleted. Its MQTT protocol deletes the queue of a subscription,
 * with all that waits in it, when anything goes wrong while a client subscribes: it is enough that a service is killed
 * right after its SUBSCRIBE. And who subscribes is not compared with everybody else who has.
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

    /**
     * What is known of an address, and the queues that stand right there. The original looks through the queues of all
     * addresses for those that the address would match as a pattern, twice for each subscription: of ten thousand devices
     * that come back, each would wait for all that came before. The protocol wants these for messages that are retained,
     * of which there are none, and for addresses whose queues share messages, which no MQTT client makes.
     */
    @Override
    public BindingQueryResult bindingQuery(SimpleString address, boolean qualified) throws Exception {
        if (address == null || address.equals(getManagementService().getManagementAddress())) {
            return super.bindingQuery(address, qualified);
        }
        SimpleString name = CompositeAddress.extractAddressName(address);
        AddressInfo known = getAddressInfo(name);
        AddressSettings settings = getAddressSettingsRepository().getMatch(name.toString());
        return new BindingQueryResult(
                known != null,
                known,
                getPostOffice().getDirectBindings(name).stream()
                        .filter(binding -> binding.getType() == BindingType.LOCAL_QUEUE)
                        .map(Binding::getUniqueName)
                        .toList(),
                settings.isAutoCreateQueues(),
                settings.isAutoCreateAddresses(),
                settings.isDefaultPurgeOnNoConsumers(),
                settings.getDefaultMaxConsumers(),
                settings.isDefaultExclusiveQueue(),
                settings.isDefaultLastValueQueue(),
                settings.getDefaultLastValueKey(),
                settings.isDefaultNonDestructive(),
                settings.getDefaultConsumersBeforeDispatch(),
                settings.getDefaultDelayBeforeDispatch());
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
