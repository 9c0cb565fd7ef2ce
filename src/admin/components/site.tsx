import './entity-list/ask-early.js';
import { theme } from '@adminjs/design-system';
import { App } from 'adminjs/frontend/components/application.js';
import createStore from 'adminjs/frontend/store/store.js';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { BrowserRouter } from 'react-router-dom';
import { site } from './kit/globals.js';
import { ThemeProvider } from './kit/styled.js';

/** AdminJS's own grey for what is secondary cannot be read by everybody on white. */
const colors = { ...theme.colors, grey60: '#676879' };
const ourTheme = { ...theme, colors, font: 'Inter, system-ui, sans-serif' };

createRoot(document.getElementById('app')!).render(
  <Provider store={createStore(site.REDUX_STATE)}>
    <ThemeProvider theme={ourTheme}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </ThemeProvider>
  </Provider>,
);
