// Loaded into web and worker before their own code: they end when the program that started them is gone.
process.channel?.unref()
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
