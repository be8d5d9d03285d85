/** There is one mail dispatcher; every worker starts it under this id. */
export const mailDispatcherWorkflowId = 'mail-dispatcher';
